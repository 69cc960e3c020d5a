import { classScores } from './class-scores';

/** Figures of `precision_recall_fscore_support(…, zero_division=0)` and its `average='macro'` in scikit-learn 1.2.1. */
describe('the scores of each class match scikit-learn', () => {
  const close = (value: number) => expect.closeTo(value, 8);

  it('of two classes', () => {
    const { classes, macro } = classScores([
      [87, 12],
      [38, 63],
    ]);
    expect(classes).toEqual([
      { precision: close(0.696), recall: close(0.87878788), f1: close(0.77678571), support: 99 },
      { precision: close(0.84), recall: close(0.62376238), f1: close(0.71590909), support: 101 },
    ]);
    expect(macro).toEqual({ precision: close(0.768), recall: close(0.75127513), f1: close(0.7463474) });
  });

  it('of four, two of which are never predicted; undefined scores are null, and 0 in the means', () => {
    const { classes, macro } = classScores([
      [5, 2, 0, 0],
      [1, 7, 0, 0],
      [3, 1, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(classes.map(({ f1 }) => f1)).toEqual([close(0.625), close(0.77777778), 0, null]);
    expect(macro).toEqual({ precision: close(0.31388889), recall: close(0.39732143), f1: close(0.35069444) });
  });
});

it('has no means without rows', () => {
  expect(
    classScores([
      [0, 0],
      [0, 0],
    ]).macro,
  ).toEqual({ precision: null, recall: null, f1: null });
});
