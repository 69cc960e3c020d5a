import { bestThreshold, confusionAt, coarser, scoresOf } from './threshold';

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

describe('the best threshold', () => {
  // The rows of y = [0, 0, 1, …] and k = [25, 4, 18, …] by 50 · probability: 22 of label 0, 18 of label 1.
  const negatives = [0, 0, 0, 3, 4, 4, 5, 5, 6, 6, 7, 9, 11, 15, 17, 21, 23, 25, 25, 26, 26, 30];
  const positives = [11, 14, 18, 22, 23, 24, 24, 27, 28, 28, 28, 29, 36, 37, 39, 41, 45, 49];
  const binsOf = (places: number[]) => {
    const bins = new Array<number>(50).fill(0);
    for (const place of places) bins[place] += 1;
    return bins;
  };
  const histogram = { negative: binsOf(negatives), positive: binsOf(positives) };

  // The maxima of scikit-learn 1.2.1's `accuracy_score` and `f1_score` of `k >= i` for i from 0 to 50.
  it.each([
    ['accuracy', 0.54, 0.8],
    // Also at 0.2.
    ['f1', 0.22, 0.782608695652174],
  ] as const)('matches scikit-learn’s maximum of %s', (score, threshold, value) => {
    expect(bestThreshold(histogram, score)).toBe(threshold);
    expect(scoresOf(confusionAt(histogram, threshold))[score]).toBeCloseTo(value, 14);
  });

  it('is none without rows', () => {
    expect(bestThreshold({ negative: [0, 0], positive: [0, 0] }, 'accuracy')).toBeNull();
  });
});
