import { followCurves, plannedSteps, withTail } from '#components/live-curves/follow-curves';
import { confusionAt, coarser, scoresOf } from './sentiment/threshold';
import { timesFrom } from '#features/playground/times';
import { betterBaselines, histogramOf } from './series/residuals';
import { timeAxis } from '#components/chart/time-axis';
import type { MetricLine } from '@rnn-lab/runs';
import type { CurvesPage, MetricsUpdate } from '#api/contract';

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
        smoothed: null,
        average: null,
        lastStep: steps.at(-1) ?? 0,
      },
    ],
    resumedAt: [],
    unreadableLines: 0,
    nextByte: 100,
    resumes: 0,
  };
}

function update(lines: MetricLine[], resumes = 0, fromByte = 100): MetricsUpdate {
  return { lines, unreadableLines: 0, fromByte, nextByte: 200, resumes };
}

const byStep = { metric: 'loss', x: 'step', smoothing: 0, stepsPerEpoch: 10 } as const;

describe('following a run', () => {
  it('goes on with the moving average, without what is not finite', () => {
    const before = page([1, 2]);
    Object.assign(before.curves[0], { smoothed: [1, 0.7], average: { value: 0.7, weight: 0.75 } });
    const after = followCurves(before, update([{ ...line(3), loss: NaN }, line(4)]), {
      ...byStep,
      smoothing: 0.5,
    });
    expect(after?.curves[0].smoothed).toEqual([1, 0.7, null, (0.7 * 0.375 + 0.25 * 0.5) / 0.875]);
    expect(before.curves[0].smoothed).toEqual([1, 0.7]);
  });

  it('adds new lines, and leaves the page it had as it was', () => {
    const before = page([1, 2]);
    const after = followCurves(before, update([line(3), line(4)]), byStep);
    expect(after?.curves[0]).toMatchObject({ x: [1, 2, 3, 4], y: [1, 1 / 2, 1 / 3, 1 / 4], lastStep: 4 });
    expect(before.curves[0].x).toEqual([1, 2]);
  });

  it('does not add what the page has already', () => {
    const after = followCurves(page([1, 2, 3]), update([line(2), line(3), line(4)]), byStep);
    expect(after?.curves[0].x).toEqual([1, 2, 3, 4]);
  });

  it('places lines on every axis', () => {
    const place = (x: 'epoch' | 'time' | 'relative', one: MetricLine) =>
      followCurves(page([]), update([one]), { ...byStep, x })?.curves[0].x;
    expect(place('epoch', line(15))).toEqual([1.5]);
    expect(place('epoch', line(20))).toEqual([2]);
    expect(place('time', line(15))).toEqual([1_015]);
    expect(place('relative', line(15))).toEqual([3.75]);
  });

  it('never goes back where a clock does', () => {
    const lines = [line(3, { time: 2_000 }), line(4, { time: 1_500 })];
    expect(followCurves(page([]), update(lines), { ...byStep, x: 'time' })?.curves[0].x).toEqual([
      2_000, 2_000,
    ]);
  });

  it('leaves a gap where the loss is not finite', () => {
    const lines = [line(3, { loss: NaN }), line(4, { loss: null as unknown as number })];
    expect(followCurves(page([1, 2]), update(lines), byStep)?.curves[0].y.slice(2)).toEqual([null, null]);
  });

  it('asks for the curves again after a resume, which voids points, and for a curve that is new', () => {
    expect(followCurves(page([1, 2]), update([line(2)], 1), byStep)).toBeNull();
    const validation = line(10, { kind: 'epoch', split: 'validation' });
    expect(followCurves(page([1, 2]), update([validation]), byStep)).toBeNull();
  });

  it('asks again where lines before these are missing', () => {
    expect(followCurves(page([1, 2]), update([line(5)], 0, 150), byStep)).toBeNull();
  });

  it('ignores lines without the metric', () => {
    const after = followCurves(page([1]), update([line(2)]), { ...byStep, metric: 'accuracy' });
    expect(after?.curves[0].x).toEqual([1]);
  });

  it('asks again, for buckets, once there are very many points', () => {
    const many = page(Array.from({ length: 8_000 }, (_, i) => i + 1));
    expect(followCurves(many, update([line(8_001)]), byStep)).toBeNull();
  });

  it('knows how many steps an epoch has', () => {
    expect(plannedSteps({ dataset: { rows: { train: 65 } }, params: { batchSize: 32 } })).toBe(3);
    expect(plannedSteps({ dataset: null, params: { batchSize: 32 } })).toBeNull();
  });
});

describe('a zoomed part of a run that goes on', () => {
  const whole = page([10, 20, 30, 40]);

  it('is continued with what has arrived since', () => {
    expect(withTail(page([15, 18, 20]), whole, 50).curves[0].x).toEqual([15, 18, 20, 30, 40]);
  });

  it('is left alone where it ends before the run did', () => {
    const part = page([10, 12, 14]);
    part.curves[0].lastStep = 30;
    expect(withTail(part, whole, 13)).toBe(part);
  });
});

describe('a threshold', () => {
  const histogram = { negative: [3, 1, 0, 1], positive: [0, 1, 2, 4] };

  it('divides the histogram into a confusion matrix', () => {
    expect(confusionAt(histogram, 0.5)).toEqual({
      truePositives: 6,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 4,
    });
    expect(confusionAt(histogram, 0)).toMatchObject({ falseNegatives: 0, trueNegatives: 0 });
    expect(confusionAt(histogram, 1)).toMatchObject({ truePositives: 0, falsePositives: 0 });
  });

  it('gives accuracy, precision, recall and F1, or null where there is nothing to divide by', () => {
    const { accuracy, precision, recall, f1, falsePositiveRate } = scoresOf(confusionAt(histogram, 0.5));
    expect([accuracy, precision, recall, f1, falsePositiveRate]).toEqual([
      10 / 12,
      6 / 7,
      6 / 7,
      12 / 14,
      1 / 5,
    ]);
    expect(scoresOf(confusionAt(histogram, 1))).toMatchObject({ precision: null, recall: 0, f1: 0 });
  });

  it('is shown on a histogram of fewer bins', () => {
    expect(coarser(histogram.negative, 2)).toEqual([4, 1]);
  });
});

describe('residuals', () => {
  it('fall into bins of a round width, each value into one', () => {
    const { centers, counts, width } = histogramOf([-0.9, -0.1, 0, 0.3, 0.4, 2.1, NaN]);
    expect(width).toBe(0.5);
    expect(counts.reduce((a, b) => a + b)).toBe(6);
    expect(centers[0]).toBe(-0.75);
    expect(counts).toEqual([1, 1, 3, 0, 0, 0, 1]);
  });

  it('may all be the same, or none', () => {
    expect(histogramOf([2, 2, 2])).toEqual({ centers: [2.5], counts: [3], width: 1 });
    expect(histogramOf([]).counts).toEqual([]);
  });

  it('show which baselines beat the network, the noise being none', () => {
    const baselines = {
      'last value': { holdout: { mae: 104, rmse: 150 } },
      'seasonal naive': { holdout: { mae: 71, rmse: 103.3 } },
      'Holt-Winters': { holdout: { mae: 73, rmse: 102.8 } },
      'noise floor': { holdout: { mae: 10, rmse: 12 } },
    };
    expect(betterBaselines(baselines, 'holdout', { rmse: 127 })?.map(({ name }) => name)).toEqual([
      'Holt-Winters',
      'seasonal naive',
    ]);
    expect(betterBaselines(baselines, 'holdout', { rmse: 100 })).toEqual([]);
  });

  it('show nothing where there is nothing to compare', () => {
    const baselines = {
      'last value': { holdout: { mae: 1, rmse: 2 } },
      'noise floor': { test: { mae: 0, rmse: 1 } },
    };
    expect(betterBaselines(baselines, 'holdout', undefined)).toBeNull();
    expect(betterBaselines(baselines, 'holdout', { rmse: NaN })).toBeNull();
    expect(betterBaselines(baselines, 'test', { rmse: 3 })).toBeNull();
  });
});

describe('the time of a series', () => {
  const row = (time: number | string, index: number) => ({ index, time, target: 0, output: 0 });

  it('is months where decimal years lie a month apart', () => {
    const times = [1978.91666666667, 1979, 1979.08333333333];
    expect(timeAxis(times.map(row))).toEqual({ xAxis: 'month', x: [23_747, 23_748, 23_749] });
  });

  it.each([
    ['steps', [804, 805, 806], [804, 805, 806]],
    ['years', [1979, 1980], [1979, 1980]],
    ['quarters', [1979, 1979.25], [1979, 1979.25]],
    ['words', ['first', 'second'], [0, 1]],
    ['nothing', [], []],
  ])('is a number otherwise: %s', (_, times, x) => {
    expect(timeAxis(times.map(row))).toEqual({ xAxis: 'number', x });
  });

  it('goes on beyond its end', () => {
    const months = timesFrom([1978.91666666667, 1979].map(row));
    expect([0, 1, 3].map((index) => months.label(index, 'en'))).toEqual(['Dec 1978', 'Jan 1979', 'Mar 1979']);
    expect(months.label(1, 'ko')).toBe('1979년 1월');
    expect(timesFrom([804, 805].map(row)).at(9)).toBe(813);
  });
});
