import { z } from 'zod';
import { ENGINE_NAMES, MATMUL_OPTIONS } from '@rnn-lab/engine';
import type { Job, Queue } from 'bullmq';

/** Names in Redis: every key begins with `rnn-lab:trials`. */
export const QUEUE = { name: 'trials', prefix: 'rnn-lab' } as const;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const NAME = /^[A-Za-z][A-Za-z0-9]*$/;

/** A job's content. It comes from another machine, so a worker checks it. */
export const jobData = z.object({
  sweep: z.string().min(1),
  job: z.string().min(1),
  experiment: z.string(),
  /** The variant and the seed, for people. */
  title: z.string(),
  params: z.record(z.string().regex(NAME), scalar),
  seed: z.int().nonnegative(),
  engine: z.enum(ENGINE_NAMES),
  matmul: z.enum(MATMUL_OPTIONS),
  workers: z.int().positive().nullable(),
  checkpointSeconds: z.number().positive(),
  notes: z.string().nullable(),
  tags: z.array(z.string()),
  /** Id of the trial's unfinished run. */
  resume: z.string().nullable(),
  /** Epoch after which to interrupt the training. */
  pauseAfter: z.int().positive().nullable(),
  /** Whether the trial may have a run that the sweep doesn't know. */
  mayHaveRun: z.boolean(),
});
export type JobData = z.infer<typeof jobData>;

/** What a finished job returns. */
export interface JobResult {
  /** Id of the run. */
  run: string;
}

export type TrialJob = Job<JobData, JobResult>;
export type TrialQueue = Queue<JobData, JobResult>;

/** A job's id in the queue. With successive halving, each rung of a trial is a job. */
export function queueId({ job, pauseAfter }: Pick<JobData, 'job' | 'pauseAfter'>): string {
  return pauseAfter === null ? job : `${job}-to-${pauseAfter}`;
}
