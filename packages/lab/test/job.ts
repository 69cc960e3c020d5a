import type { Job } from '../src';

/** A job in a runs folder, without a terminal. */
export function jobOf(runsDir: string, changes: Partial<Job> = {}): Job {
  return {
    recipe: { experiment: 'test', title: { en: '', ko: '' }, reference: {}, command: '', params: {} },
    settings: {
      seed: 0,
      limit: null,
      engine: 'cpu',
      matmul: 'wasm',
      workers: 1,
      tags: [],
      notes: '',
      runsDir,
      dataDir: undefined,
      cacheDir: runsDir,
      mirror: undefined,
      checkpointSeconds: 60,
      histograms: null,
      pauseAfter: null,
      repository: runsDir,
    },
    signal: new AbortController().signal,
    onEvent: () => undefined,
    ...changes,
  };
}
