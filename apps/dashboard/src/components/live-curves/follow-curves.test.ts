import { followCurves, plannedSteps, withTail } from './follow-curves';
import type { MetricLine } from '@rnn-lab/runs';
import type { CurvesPage, MetricsUpdate } from '#api/metrics';

function line(step: number, values: Partial<MetricLine> = {}): MetricLine {
  const epoch = Math.ceil(step / 10);
  return {
    kind: 'step',
    split: 'train',
    step,
    epoch,
    t: step / 4,
    time: 1_000 + step,
    loss: 1 / step,
    ...values,
  };
}

function page(steps: number[]): CurvesPage {
  const y = steps.map((step) => 1 / step);
  return {
    curves: [
      {
        kind: 'step',
        split: 'train',
        x: steps,
        y,
        notFinite: [],
        smoothed: null,
        average: null,
        lastStep: steps.at(-1) ?? 0,
        lastSeconds: (steps.at(-1) ?? 0) / 4,
      },
    ],
    resumedAt: [],
    unreadableLines: 0,
    replacedLines: 0,
    nextByte: 100,
    resumes: 0,
  };
}

function update(lines: MetricLine[], resumes = 0, fromByte = 100): MetricsUpdate {
  return { lines, unreadableLines: 0, fromByte, nextByte: 200, resumes };
}

const byStep = { metric: 'loss', x: 'step', smoothing: 0, stepsPerEpoch: 10 } as const;

describe('following a run', () => {
  it('continues the moving average, without non-finite values', () => {
    const before = page([1, 2]);
    Object.assign(before.curves[0], { smoothed: [1, 0.7], average: { value: 0.7, weight: 0.75 } });
    const after = followCurves(before, update([{ ...line(3), loss: NaN }, line(4)]), {
      ...byStep,
      smoothing: 0.5,
    });
    expect(after?.curves[0].smoothed).toEqual([1, 0.7, null, (0.7 * 0.375 + 0.25 * 0.5) / 0.875]);
    expect(after?.curves[0].notFinite).toEqual([3]);
    expect(before.curves[0].notFinite).toEqual([]);
    expect(before.curves[0].smoothed).toEqual([1, 0.7]);
  });

  it('appends new lines to a copy of the page', () => {
    const before = page([1, 2]);
    const after = followCurves(before, update([line(3), line(4)]), byStep);
    expect(after?.curves[0]).toMatchObject({
      x: [1, 2, 3, 4],
      y: [1, 1 / 2, 1 / 3, 1 / 4],
      lastStep: 4,
      lastSeconds: 1,
    });
    expect(before.curves[0].x).toEqual([1, 2]);
  });

  it('skips lines that the page already has', () => {
    const after = followCurves(page([1, 2, 3]), update([line(2), line(3), line(4)], 0, 50), byStep);
    expect(after?.curves[0].x).toEqual([1, 2, 3, 4]);
  });

  it('asks for the curves again if a new line repeats a step', () => {
    expect(followCurves(page([1, 2, 3]), update([line(3)]), byStep)).toBeNull();
  });

  it('places lines on every axis', () => {
    const place = (x: 'epoch' | 'time' | 'relative', one: MetricLine) =>
      followCurves(page([]), update([one]), { ...byStep, x })?.curves[0].x;
    expect(place('epoch', line(15))).toEqual([1.5]);
    expect(place('epoch', line(20))).toEqual([2]);
    expect(place('time', line(15))).toEqual([1_015]);
    expect(place('relative', line(15))).toEqual([3.75]);
  });

  it('keeps the time axis non-decreasing if a clock is set back', () => {
    const lines = [line(3, { time: 2_000 }), line(4, { time: 1_500 })];
    expect(followCurves(page([]), update(lines), { ...byStep, x: 'time' })?.curves[0].x).toEqual([
      2_000, 2_000,
    ]);
  });

  it('leaves a gap for a non-finite loss', () => {
    const lines = [line(3, { loss: NaN }), line(4, { loss: null as unknown as number })];
    expect(followCurves(page([1, 2]), update(lines), byStep)?.curves[0].y.slice(2)).toEqual([null, null]);
  });

  it('asks for the curves again after a resume, and for a new curve', () => {
    expect(followCurves(page([1, 2]), update([line(2)], 1), byStep)).toBeNull();
    const validation = line(10, { kind: 'epoch', split: 'validation' });
    expect(followCurves(page([1, 2]), update([validation]), byStep)).toBeNull();
  });

  it('asks again if preceding lines are missing', () => {
    expect(followCurves(page([1, 2]), update([line(5)], 0, 150), byStep)).toBeNull();
  });

  it('ignores lines without the metric', () => {
    const after = followCurves(page([1]), update([line(2)]), { ...byStep, metric: 'accuracy' });
    expect(after?.curves[0].x).toEqual([1]);
  });

  it('asks again, for buckets, above the maximum of points', () => {
    const many = page(Array.from({ length: 8_000 }, (_, i) => i + 1));
    expect(followCurves(many, update([line(8_001)]), byStep)).toBeNull();
  });

  it('computes the steps per epoch', () => {
    expect(plannedSteps({ dataset: { rows: { train: 65 } }, params: { batchSize: 32 } })).toBe(3);
    expect(plannedSteps({ dataset: null, params: { batchSize: 32 } })).toBeNull();
  });
});

describe('a zoomed part of a live run', () => {
  const whole = page([10, 20, 30, 40]);

  it('is continued with later points', () => {
    expect(withTail(page([15, 18, 20]), whole, 50).curves[0].x).toEqual([15, 18, 20, 30, 40]);
  });

  it('stays if it ends before the run does', () => {
    const part = page([10, 12, 14]);
    part.curves[0].lastStep = 30;
    expect(withTail(part, whole, 13)).toBe(part);
  });
});
