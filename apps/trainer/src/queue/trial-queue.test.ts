import { jobId } from '../sweep/trial-task';
import { jobData, queueId } from './trial-queue';
import type { Variant } from '../sweep/variants';

const variant = (id: string): Variant => ({ id, swept: {}, params: {} });
const DATA = {
  ...{
    sweep: 'rates',
    job: 'sine-0123',
    experiment: 'sine',
    title: 'seed=0',
    params: { epochs: 1 },
    seed: 0,
  },
  ...{ engine: 'cpu', matmul: 'auto', workers: null, checkpointSeconds: 60, notes: null, tags: [] },
  ...{ resume: null, pauseAfter: null, mayHaveRun: false },
};

test('a job has the same id for the same sweep, experiment, variant and seed, and no other', () => {
  const id = jobId('rates', 'sine', { variant: variant('a'), seed: 0 });
  expect(jobId('rates', 'sine', { variant: variant('a'), seed: 0 })).toBe(id);
  const others = [
    jobId('other', 'sine', { variant: variant('a'), seed: 0 }),
    jobId('rates', 'nsmc', { variant: variant('a'), seed: 0 }),
    jobId('rates', 'sine', { variant: variant('b'), seed: 0 }),
    jobId('rates', 'sine', { variant: variant('a'), seed: 1 }),
  ];
  expect(new Set([id, ...others]).size).toBe(5);
  // BullMQ refuses colons and integers.
  expect(id).toMatch(/^sine-[0-9a-f]{16}$/);
});

test('each rung of a trial is a job of its own', () => {
  expect(queueId({ job: 'sine-0123', pauseAfter: null })).toBe('sine-0123');
  expect(queueId({ job: 'sine-0123', pauseAfter: 3 })).toBe('sine-0123-to-3');
});

test('what a worker reads from the queue is checked', () => {
  expect(jobData.parse(DATA)).toEqual(DATA);
  for (const wrong of [
    { params: { '--data-dir /etc': 1 } },
    { params: { epochs: [1] } },
    { seed: -1 },
    { engine: 'python' },
    { job: '' },
  ]) {
    expect(jobData.safeParse({ ...DATA, ...wrong }).success).toBe(false);
  }
});
