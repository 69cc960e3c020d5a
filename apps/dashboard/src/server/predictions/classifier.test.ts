import fc from 'fast-check';
import { evaluateClassifier } from './classifier';
import type { Judged } from './classifier';

const rowsOf = (...pairs: [label: number, probability: number][]): Judged[] =>
  pairs.map(([label, probability]) => ({ label, probability }));

/** Probabilities from few values, so that ties occur. */
const rows = fc.array(
  fc.record({ label: fc.constantFrom(0, 1), probability: fc.nat({ max: 12 }).map((n) => n / 12) }),
  { minLength: 2, maxLength: 60 },
);

/** The fraction of pairs whose positive has the higher probability; a tie counts half. */
function areaByPairs(all: Judged[]): number | null {
  const positives = all.filter(({ label }) => label === 1);
  const negatives = all.filter(({ label }) => label === 0);
  if (positives.length === 0 || negatives.length === 0) return null;
  let won = 0;
  for (const positive of positives)
    for (const negative of negatives) won += (Math.sign(positive.probability - negative.probability) + 1) / 2;
  return won / (positives.length * negatives.length);
}

function rates(all: Judged[], threshold: number) {
  const passed = all.filter(({ probability }) => probability >= threshold);
  const positives = all.filter(({ label }) => label === 1).length;
  const truePositives = passed.filter(({ label }) => label === 1).length;
  return {
    recall: truePositives / positives,
    precision: passed.length === 0 ? 1 : truePositives / passed.length,
    falsePositiveRate: (passed.length - truePositives) / (all.length - positives),
  };
}

it('matches values computed by hand, with ties', () => {
  const { roc, precisionRecall } = evaluateClassifier(
    rowsOf([1, 0.9], [0, 0.8], [1, 0.8], [1, 0.4], [0, 0.1]),
  );
  expect(roc.falsePositiveRate).toEqual([0, 0, 0.5, 0.5, 1]);
  expect(roc.truePositiveRate).toEqual([0, 1 / 3, 2 / 3, 1, 1]);
  expect(roc.threshold.slice(1)).toEqual([0.9, 0.8, 0.4, 0.1]);
  expect(roc.auc).toBeCloseTo(4.5 / 6, 12);
  expect(precisionRecall.precision).toEqual([1, 1, 2 / 3, 3 / 4, 3 / 5]);
  expect(precisionRecall.recall).toEqual([0, 1 / 3, 2 / 3, 1, 1]);
  expect(precisionRecall.averagePrecision).toBeCloseTo(1 / 3 + (1 / 3) * (2 / 3) + (1 / 3) * (3 / 4), 12);
});

it('matches counting at every threshold and over all pairs', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const { roc, precisionRecall } = evaluateClassifier(all);
      const area = areaByPairs(all);
      if (area === null) {
        expect(roc).toEqual({ falsePositiveRate: [], truePositiveRate: [], threshold: [], auc: null });
        return;
      }
      expect(roc.auc).toBeCloseTo(area, 10);
      expect(roc.threshold).toHaveLength(new Set(all.map(({ probability }) => probability)).size + 1);
      let averagePrecision = 0;
      roc.threshold.forEach((threshold, i) => {
        const { recall, precision, falsePositiveRate } = rates(all, threshold);
        expect(roc.truePositiveRate[i]).toBeCloseTo(recall, 12);
        expect(roc.falsePositiveRate[i]).toBeCloseTo(falsePositiveRate, 12);
        expect(precisionRecall.precision[i]).toBeCloseTo(precision, 12);
        averagePrecision += (recall - (precisionRecall.recall[i - 1] ?? 0)) * precision;
      });
      expect(precisionRecall.averagePrecision).toBeCloseTo(averagePrecision, 10);
    }),
  );
});

it('thins long curves to a subset of their points; areas use all of them', () => {
  const all = Array.from({ length: 20_000 }, (_, i) => ({
    label: (i * 7919) % 20_000 < i ? 1 : 0,
    probability: i / 20_000,
  }));
  const { roc, precisionRecall } = evaluateClassifier(all);
  for (const curve of [roc.threshold, precisionRecall.threshold]) {
    expect(curve.length).toBeGreaterThan(300);
    expect(curve.length).toBeLessThanOrEqual(500);
  }
  expect([roc.falsePositiveRate.at(-1), roc.truePositiveRate.at(-1)]).toEqual([1, 1]);
  for (const i of [1, 50, 250]) {
    const { recall, falsePositiveRate } = rates(all, roc.threshold[i]);
    expect(roc.truePositiveRate[i]).toBeCloseTo(recall, 12);
    expect(roc.falsePositiveRate[i]).toBeCloseTo(falsePositiveRate, 12);
  }
  const trapezoids = roc.threshold.reduce((sum, _, i) => {
    if (i === 0) return 0;
    const width = roc.falsePositiveRate[i] - roc.falsePositiveRate[i - 1];
    return sum + (width * (roc.truePositiveRate[i] + roc.truePositiveRate[i - 1])) / 2;
  }, 0);
  expect(roc.auc).toBeCloseTo(trapezoids, 2);
});

it('counts every finite probability once, and leaves empty bins out of the calibration', () => {
  const { histogram, calibration } = evaluateClassifier(
    rowsOf([1, 1], [0, 0], [1, 0.55], [0, 0.56], [1, NaN], [0, 0.0005]),
  );
  expect(histogram.negative).toHaveLength(1000);
  expect([histogram.negative[0], histogram.negative[560], histogram.positive[999]]).toEqual([2, 1, 1]);
  expect([...histogram.negative, ...histogram.positive].reduce((sum, n) => sum + n)).toBe(5);
  expect(calibration.count).toEqual([2, 2, 1]);
  expect(calibration.share).toEqual([0, 0.5, 1]);
  expect(calibration.probability[1]).toBeCloseTo(0.555, 12);
  expect(calibration.expectedCalibrationError).toBeCloseTo((0.0005 + 0.11) / 5, 12);
});

it('is empty without predictions', () => {
  const { roc, precisionRecall, calibration } = evaluateClassifier([]);
  expect([roc.auc, precisionRecall.averagePrecision, calibration.expectedCalibrationError]).toEqual([
    null,
    null,
    null,
  ]);
});
