import type { SweepJob } from '@rnn-lab/runs';

/** Tells a trainer process which sweep's job it trains. */
const VARIABLE = 'RNN_LAB_SWEEP_JOB';

/** Variables of a process that trains a job. */
export function sweepVariable({ name, job }: SweepJob): NodeJS.ProcessEnv {
  return { [VARIABLE]: `${name} ${job}` };
}

/** The job that this process trains; undefined if no sweep has started it. */
export function sweepOfProcess(): SweepJob | undefined {
  const [name, job] = (process.env[VARIABLE] ?? '').split(' ');
  return name && job ? { name, job } : undefined;
}
