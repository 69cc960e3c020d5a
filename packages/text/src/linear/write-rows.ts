import { sharedFloat32, sharedInt32 } from './shared';
import type { LinearThreads } from './threads';
import type { SparseRows, TfIdf } from './tf-idf';

/** The TF-IDF rows of all texts, each thread writing an equal part of them. */
export async function writeRows(threads: LinearThreads, tfIdf: TfIdf): Promise<SparseRows> {
  const texts = tfIdf.starts.length - 1;
  const part = (thread: number, count: number) => ({
    tfIdf,
    from: Math.floor((texts * thread) / count),
    to: Math.floor((texts * (thread + 1)) / count),
  });
  const capacities = sharedInt32(texts);
  await threads.all((...at) => ({ kind: 'measure', capacities, ...part(...at) }));
  const starts = sharedInt32(texts);
  let entries = 0;
  for (let text = 0; text < texts; text++) {
    starts[text] = entries;
    entries += capacities[text];
  }
  const rows = {
    starts,
    ends: sharedInt32(texts),
    ids: sharedInt32(entries),
    values: sharedFloat32(entries),
  };
  await threads.all((...at) => ({ kind: 'write', rows, ...part(...at) }));
  return rows;
}
