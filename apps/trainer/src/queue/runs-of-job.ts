import { listRuns, markDuplicate } from '@rnn-lab/runs';
import { join } from 'node:path';
import type { RunEntry } from '@rnn-lab/runs';

/** The run of a job in a folder: a finished one, else the newest unfinished one. */
export async function runOfJob(runsDir: string, job: string): Promise<RunEntry | undefined> {
  const runs = (await listRuns(runsDir)).filter(({ run }) => run?.sweep?.job === job);
  return (
    runs.find(({ run }) => run?.status === 'finished') ?? runs.find(({ run }) => run?.status !== 'duplicate')
  );
}

/**
 * Marks the finished runs in a folder whose job has another finished run.
 *
 * @param kept the id of the run to keep, by job
 * @returns the marked runs, each with the one that is kept
 */
export async function markDuplicates(
  runsDir: string,
  kept: ReadonlyMap<string, string>,
): Promise<{ id: string; kept: string }[]> {
  const marked: { id: string; kept: string }[] = [];
  for (const { id, run } of await listRuns(runsDir)) {
    const other = run?.sweep && kept.get(run.sweep.job);
    if (other === undefined || other === id || run?.status !== 'finished') continue;
    if (await markDuplicate(join(runsDir, id), other)) marked.push({ id, kept: other });
  }
  return marked;
}
