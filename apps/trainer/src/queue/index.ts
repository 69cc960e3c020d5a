export { redisAddress } from './address';
export { QueuedTrials } from './queued-trials';
export { TrialWorker } from './trial-worker';
export type { TrialTask } from '../sweep/trial-task';
