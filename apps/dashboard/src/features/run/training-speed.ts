import { plannedSteps } from '#components/live-curves/follow-curves';
import type { Run } from '@rnn-lab/runs';
import type { RunCurves } from './use-run';

/**
 * Training examples per second up to the newest step, without validation; null before the first step, or if rows and batch
 * size aren't known.
 */
export function trainingSpeed(run: Pick<Run, 'dataset' | 'params'>, curves: RunCurves): number | null {
  const newest = Object.values(curves)
    .flatMap((page) => page?.curves ?? [])
    .reduce(
      (last, { lastStep, lastSeconds }) => (lastStep > last.lastStep ? { lastStep, lastSeconds } : last),
      {
        lastStep: 0,
        lastSeconds: 0,
      },
    );
  const examples = examplesUntil(newest.lastStep, run);
  return examples !== null && newest.lastSeconds > 0 ? examples / newest.lastSeconds : null;
}

/** The last batch of an epoch may be smaller than the others. */
function examplesUntil(step: number, run: Pick<Run, 'dataset' | 'params'>): number | null {
  const rows = run.dataset?.rows.train;
  const stepsPerEpoch = plannedSteps(run);
  const { batchSize } = run.params;
  if (!rows || !stepsPerEpoch || typeof batchSize !== 'number') return null;
  const epochs = Math.floor(step / stepsPerEpoch);
  return epochs * rows + (step - epochs * stepsPerEpoch) * batchSize;
}
