import { trainingSpeed } from './training-speed';
import type { Run } from '@rnn-lab/runs';
import type { RunCurves } from './use-run';

/** 3 steps per epoch, the last of which has 2 examples. */
const run = { dataset: { rows: { train: 10 } }, params: { batchSize: 4 } } as unknown as Run;

function curvesUntil(...ends: [lastStep: number, lastSeconds: number][]): RunCurves {
  const curves = ends.map(([lastStep, lastSeconds]) => ({ lastStep, lastSeconds }));
  return { loss: { curves } } as unknown as RunCurves;
}

describe('trainingSpeed', () => {
  it('counts the smaller last batch of every epoch', () => {
    expect(trainingSpeed(run, curvesUntil([3, 2]))).toBe(5);
    expect(trainingSpeed(run, curvesUntil([7, 4]))).toBe(6);
  });

  it('reads the newest step of all curves', () => {
    expect(trainingSpeed(run, curvesUntil([3, 1], [6, 10], [5, 8]))).toBe(2);
  });

  it('is null before the first step, and without rows or batch size', () => {
    expect(trainingSpeed(run, {})).toBeNull();
    expect(trainingSpeed({ ...run, dataset: null }, curvesUntil([3, 2]))).toBeNull();
    expect(trainingSpeed({ ...run, params: {} }, curvesUntil([3, 2]))).toBeNull();
  });
});
