import { join } from 'node:path';
import { readMemory, readRun } from '@rnn-lab/runs';
import { runDetail, runsIndex } from './runs-index';
import type { Memorizing, MemoryPage } from '#api/memory';

/** What the networks of a run's group remember. Rejects with a `NotFoundError` if there is no such run. */
export async function memoryOfGroup(id: string): Promise<MemoryPage> {
  const group = (await runDetail(id)).run?.group;
  const index = runsIndex();
  await index.refresh();
  const members = index.rows().filter((row) => row.id === id || (group && row.run?.group === group));
  const networks = await Promise.all(members.map((row) => memorizing(join(index.folder, row.id))));
  return { networks: networks.filter((each) => each !== null).sort((a, b) => a.lag - b.lag) };
}

/** null if it has not been measured yet. */
async function memorizing(directory: string): Promise<Memorizing | null> {
  const [memory, { id, run }] = await Promise.all([readMemory(directory), readRun(directory)]);
  if (!memory || !run) return null;
  const [baseline] = Object.values(run.baselines);
  return {
    id,
    ...memory,
    error: run.results.test?.loss ?? null,
    baseline: baseline?.test?.loss ?? null,
  };
}
