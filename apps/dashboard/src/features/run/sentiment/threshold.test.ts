import { confusionAt, coarser, scoresOf } from './threshold';

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

  it('computes accuracy, precision, recall and F1; null if the denominator is 0', () => {
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

  it('merges the histogram into fewer bins', () => {
    expect(coarser(histogram.negative, 2)).toEqual([4, 1]);
  });
});
