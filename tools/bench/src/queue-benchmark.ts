import { setMaxListeners } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRun, listRuns } from '@rnn-lab/runs';
import { RedisServer } from '@rnn-lab/testing';
import { QueuedTrials, redisAddress, TrialWorker } from '@rnn-lab/trainer/queue';
import { commandCalls, infoOf } from './redis-info';
import type { TrialTask } from '@rnn-lab/trainer/queue';

/** What a sweep of short jobs costs its Redis server, its disk, and a reader of the runs. */
export interface QueueReport {
  jobs: number;
  workers: number;
  /** Jobs with exactly one finished run. */
  finished: number;
  /** Seconds to the last result. */
  seconds: number;
  redis: {
    version: string;
    /** Calls per job by name, those inside scripts too; the frequent ones first. */
    calls: Record<string, number>;
    /** Bytes per job over the network: to the server, from it. */
    received: number;
    sent: number;
    /** Bytes of memory per job: while it waits, and once it has ended. */
    memoryWaiting: number;
    memoryEnded: number;
    /** Seconds of the server's processor time per job. */
    cpuSeconds: number;
  };
  run: {
    /** Bytes of a run's files, without a model. */
    bytes: number;
    /** Seconds to read a run's row of the list: the first time. */
    listSeconds: number;
  };
}

/**
 * Sends jobs that train nothing through a queue: a sweep adds them, workers take them and write a run folder each.
 * Everything runs in this process, but for the server.
 *
 * @throws Error if there is no redis-server
 */
export async function benchmarkQueue({
  jobs,
  workers,
}: {
  jobs: number;
  workers: number;
}): Promise<QueueReport> {
  if (!RedisServer.isThere)
    throw new Error('There is no redis-server on the PATH; install it (Debian: redis-server).');
  const folder = await mkdtemp(join(tmpdir(), 'rnn-lab-bench-'));
  const runsDir = join(folder, 'runs');
  const server = await RedisServer.start(join(folder, 'redis'), 'everysec');
  const url = `redis://:${RedisServer.password}@127.0.0.1:${server.port}`;
  const ending = new AbortController();
  // All workers listen to it.
  setMaxListeners(0, ending.signal);
  try {
    const sweep = await QueuedTrials.open(redisAddress(url), runsDir, ending.signal);
    const before = await infoOf(sweep.client);
    const started = performance.now();
    const results = Promise.all(
      Array.from({ length: jobs }, (_, seed) =>
        sweep.train(taskOf(seed), { resume: null, pauseAfter: null }, `seed=${seed}`),
      ),
    );
    while ((await sweep.countWaiting()) < jobs) await new Promise((resolve) => setTimeout(resolve, 50));
    const waiting = await infoOf(sweep.client);
    const working = await Promise.all(
      Array.from({ length: workers }, () => startWorker(url, runsDir, ending.signal)),
    );
    await results;
    const seconds = (performance.now() - started) / 1000;
    const after = await infoOf(sweep.client);
    ending.abort();
    await Promise.all(working.map(({ ended }) => ended));
    await sweep.close();
    const per = (name: 'received' | 'sent' | 'cpuSeconds') => (after[name] - before[name]) / jobs;
    return {
      ...{ jobs, workers, seconds },
      redis: {
        version: after.version,
        calls: commandCalls(before, after, jobs),
        ...{ received: per('received'), sent: per('sent'), cpuSeconds: per('cpuSeconds') },
        memoryWaiting: (waiting.memory - before.memory) / jobs,
        memoryEnded: (after.memory - before.memory) / jobs,
      },
      ...(await measureRuns(runsDir, jobs)),
    };
  } finally {
    ending.abort();
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

function taskOf(seed: number): TrialTask {
  return {
    ...{ sweep: 'bench', job: `sine-bench-${seed}`, experiment: 'sine', params: { epochs: 1, rnnUnits: 32 } },
    ...{ seed, tags: [], engine: 'cpu', matmul: 'auto', workers: 1, checkpointSeconds: 60, notes: null },
  };
}

/** `ended`: when the signal has ended the worker. */
async function startWorker(
  url: string,
  runsDir: string,
  signal: AbortSignal,
): Promise<{ ended: Promise<void> }> {
  const nothing = () => undefined;
  const worker = await TrialWorker.open(
    redisAddress(url),
    {
      ...{ runsDir, dataDir: null, jobs: 1, lockSeconds: 30, experiments: new Set(['sine']) },
      workersOf: () => 1,
      train: (task) => writeRun(task, runsDir),
    },
    {
      ...{ onStart: nothing, onFinish: nothing, onFail: nothing, onReturn: nothing },
      ...{ onLockLost: nothing, onDuplicate: nothing, onRefused: nothing },
    },
    signal,
  );
  return { ended: worker.run().finally(() => worker.close()) };
}

/** A run of one epoch that trains nothing. */
async function writeRun({ sweep, job, experiment, params, seed, engine }: TrialTask, runsDir: string) {
  const run = await createRun({
    ...{ runsDir, experiment, params, seed, engine, workers: 1, git: null, packages: {}, reference: {} },
    title: { en: 'A noisy sine', ko: '잡음이 섞인 사인' },
    command: `npx rnn-lab ${experiment} --seed ${seed}`,
    sweep: { name: sweep, job },
    tags: [sweep],
  });
  for (const split of ['train', 'validation'] as const)
    run.epoch({ split, step: 50, epoch: 1, t: 1, loss: 0.5 });
  run.finish({ results: { train: { loss: 0.5 }, validation: { loss: 0.5 } } });
  return { code: 0, id: run.id, message: '' };
}

async function measureRuns(runsDir: string, jobs: number): Promise<Pick<QueueReport, 'finished' | 'run'>> {
  const started = performance.now();
  const runs = await listRuns(runsDir);
  const listSeconds = (performance.now() - started) / 1000 / jobs;
  const counts = new Map<string, number>();
  for (const { run } of runs) {
    if (run?.status !== 'finished' || !run.sweep) continue;
    counts.set(run.sweep.job, (counts.get(run.sweep.job) ?? 0) + 1);
  }
  const files = readdirSync(runs[0].directory).map((name) => statSync(join(runs[0].directory, name)).size);
  return {
    finished: [...counts.values()].filter((count) => count === 1).length,
    run: { listSeconds, bytes: files.reduce((sum, size) => sum + size, 0) },
  };
}
