import { setTimeout as sleep } from 'node:timers/promises';
import { listRuns, metricsOf, readMetrics, readRun } from '@rnn-lab/runs';
import { variantId } from './variants';
import type { Metrics, RunEntry, Split } from '@rnn-lab/runs';
import type { Trial } from './variants';

/** Milliseconds. */
const LOOK_EVERY = 500;

/** The same for a trial and its run. */
export function trialKey({ variant, seed }: Trial): string {
  return `${variant.id} ${seed}`;
}

/** The runs of a sweep: those of the experiment with its tag. Of several of a trial, a finished one, else the newest. */
export async function runsOfSweep(
  runsDir: string,
  experiment: string,
  name: string,
): Promise<Map<string, RunEntry>> {
  const found = new Map<string, RunEntry>();
  for (const entry of await listRuns(runsDir)) {
    const { run, annotations } = entry;
    if (run?.status === 'duplicate') continue;
    if (run?.experiment !== experiment || !annotations.tags.includes(name)) continue;
    const key = `${variantId(experiment, run.engine, run.params)} ${run.seed}`;
    if (!found.has(key) || (run.status === 'finished' && found.get(key)?.run?.status !== 'finished')) {
      found.set(key, entry);
    }
  }
  return found;
}

/** Waits until no process writes the run any more. */
export async function ended(entry: RunEntry, signal: AbortSignal): Promise<RunEntry> {
  let now = entry;
  while (now.run?.status === 'running') {
    await sleep(LOOK_EVERY, undefined, { signal });
    now = await readRun(entry.directory);
  }
  return now;
}

/** Whether a run is trained to its end, or at least to that epoch's. */
export async function hasReached(entry: RunEntry, epoch: number | null): Promise<boolean> {
  if (entry.run?.status === 'finished') return true;
  return epoch !== null && (await metricsAfter(entry, 'train', epoch)) !== undefined;
}

/** A run's metrics after an epoch: of the last one at or before it. Undefined if it hasn't trained that long, or they are missing. */
export async function metricsAfter(
  { directory, run }: RunEntry,
  split: Split,
  epoch: number,
): Promise<Metrics | undefined> {
  let found: Metrics | undefined;
  let reached = run?.status === 'finished';
  for (let page = { fromByte: 0, resumes: undefined as number | undefined }; ;) {
    const { lines, nextByte, resumes, fromByte } = await readMetrics(directory, page);
    for (const line of lines) {
      if (line.kind !== 'epoch' || line.split !== split) continue;
      if (line.epoch <= epoch) found = Object.fromEntries(metricsOf(line));
      reached ||= line.epoch >= epoch;
    }
    if (nextByte === fromByte) return reached ? found : undefined;
    page = { fromByte: nextByte, resumes };
  }
}
