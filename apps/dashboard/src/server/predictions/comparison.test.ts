import { comparisonQuery } from '#api/comparison';
import { comparePages } from './comparison';
import { rowDifference } from './row-difference';
import type { SeriesPrediction } from '@rnn-lab/runs';
import type { Predictions } from './predictions';

const names = { id: 'a', other: 'b', split: 'test' };
const texts = ['good', 'Bad film', 'dull', 'fine', 'odd'];
const labels = [1, 0, 0, 1, 1];

function binary(probabilities: readonly number[]): Predictions {
  const rows = probabilities.map((probability, index) => ({
    index,
    text: texts[index],
    tokens: [texts[index]],
    label: labels[index],
    probability,
  }));
  return { kind: 'sentiment', rows };
}

function series(outputs: readonly number[], change: Partial<SeriesPrediction> = {}): Predictions {
  const rows = outputs.map((output, index) => ({ index, time: index, target: 10, output, ...change }));
  return { kind: 'series', rows };
}

function compared(a: Predictions, b: Predictions, query: object = {}) {
  return comparePages(a, b, comparisonQuery.parse(query));
}

describe('a comparison of classifiers', () => {
  // Both right, only B, only A, both wrong, and NaN, which is wrong.
  const a = binary([0.9, 0.8, 0.1, 0.2, NaN]);
  const b = binary([0.6, 0.4, 0.7, 0.3, 0.9]);
  const indices = (query: object) => {
    const page = compared(a, b, query);
    return page.kind === 'texts' ? page.rows.map(({ index }) => index) : [];
  };

  it('counts which run is right on each text', () => {
    expect(compared(a, b)).toMatchObject({
      kind: 'texts',
      classes: 2,
      cells: { bothRight: 1, onlyA: 1, onlyB: 2, bothWrong: 1 },
      mcnemar: { method: 'exact', p: 1 },
      total: 3,
    });
  });

  it('lists the texts that flipped, the largest change first, with what each run predicts', () => {
    expect(indices({})).toEqual([4, 2, 1]);
    expect(compared(a, b, { offset: 1, limit: 1 })).toMatchObject({
      total: 3,
      rows: [
        {
          index: 2,
          text: 'dull',
          label: 0,
          a: { predicted: 0, probability: 0.9, tokens: ['dull'] },
          b: { predicted: 1, probability: 0.7 },
        },
      ],
    });
    expect(compared(a, b, { limit: 1 })).toMatchObject({ rows: [{ a: { predicted: null } }] });
  });

  it.each([
    ['only-a', [2]],
    ['only-b', [4, 1]],
    ['both-right', [0]],
    ['both-wrong', [3]],
    ['all', [4, 2, 1, 0, 3]],
  ])('lists those of %s', (show, expected) => expect(indices({ show })).toEqual(expected));

  it('searches the texts', () => expect(indices({ show: 'all', q: 'bad' })).toEqual([1]));

  it('takes the most probable of several classes for the prediction', () => {
    const of = (...probabilities: number[][]): Predictions => ({
      kind: 'multiclass',
      classes: ['x', 'y', 'z'],
      rows: probabilities.map((probabilities, index) => ({
        index,
        text: '',
        tokens: [],
        label: 2,
        probabilities,
      })),
    });
    expect(compared(of([0.1, 0.2, 0.7], [0, 1, 0]), of([0.5, 0.2, 0.3], [0, 0.4, 0.6]))).toMatchObject({
      classes: 3,
      cells: { bothRight: 0, onlyA: 1, onlyB: 1, bothWrong: 0 },
      rows: [
        { index: 1, a: { predicted: 1, probability: 1 }, b: { predicted: 2, probability: 0.6 } },
        { index: 0, a: { predicted: 2, probability: 0.7 }, b: { predicted: 0, probability: 0.5 } },
      ],
    });
  });
});

describe('a comparison of forecasts', () => {
  it('counts where each is nearer, and pages the rows in their order', () => {
    expect(compared(series([10, 12, 9, 13]), series([11, 11, 9, 9]), { offset: 1, limit: 2 })).toEqual({
      kind: 'series',
      horizons: [1],
      nearer: { a: 1, b: 2 },
      signTest: { method: 'exact', p: 1 },
      meanError: { a: 1.5, b: 1 },
      total: 4,
      rows: [
        { index: 1, time: 1, target: 10, a: 12, b: 11 },
        { index: 2, time: 2, target: 10, a: 9, b: 9 },
      ],
    });
  });

  it('says how often chance would split the nearer ones this unevenly', () => {
    const errors = (by: number) => series(Array.from({ length: 6 }, () => 10 + by));
    // Heads six times of six, or tails: 2 / 2⁶.
    expect(compared(errors(2), errors(1))).toMatchObject({ signTest: { method: 'exact', p: 0.03125 } });
  });

  it('selects the forecasts that are as many steps ahead', () => {
    const [one, other] = [series([9, 8], { horizon: 2 }), series([9, 10], { horizon: 2 })];
    expect(compared(one, other, { horizon: 2 })).toMatchObject({ total: 2, horizons: [2] });
    expect(compared(one, other, { horizon: 1 })).toMatchObject({ total: 0, meanError: { a: null } });
  });
});

describe('the rows of two runs', () => {
  const a = binary([0.9, 0.8]);

  it('are the same, whatever the runs predict, and but for the rounding of targets', () => {
    expect(rowDifference(a, binary([0.1, 0.2]), names)).toBeNull();
    expect(rowDifference(series([1]), series([2], { target: 10 + 1e-6 }), names)).toBeNull();
    expect(rowDifference(series([1], { target: NaN }), series([2], { target: NaN }), names)).toBeNull();
  });

  it.each<[string, Predictions, Predictions, string]>([
    ['kind', a, series([1, 2]), 'the first predicts 2 classes, the second a series'],
    ['number', a, binary([0.9]), 'the first has 2 rows, the second 1'],
    ['time', series([1, 2]), series([1, 2], { time: 0 }), 'row 2 has another time'],
    ['target', series([1]), series([1], { target: 10.01 }), 'row 1 has another target'],
    ['horizon', series([1]), series([1], { horizon: 2 }), 'row 1 has another horizon'],
  ])('differ in %s', (_, one, other, message) => {
    const difference = rowDifference(one, other, names);
    expect(difference?.problem).toContain(`The runs a and b can't be compared on the split test: ${message}`);
    expect(difference?.problemDetails.values).toMatchObject(names);
  });

  it.each(['index', 'label', 'text'])('differ in %s', (field) => {
    const [first, second] = (a as Extract<Predictions, { kind: 'sentiment' }>).rows;
    const rows = [first, { ...second, [field]: field === 'text' ? 'other' : 7 }];
    expect(rowDifference(a, { kind: 'sentiment', rows }, names)?.problemDetails).toMatchObject({
      code: 'different-rows',
      values: { row: '2', field },
    });
  });
});
