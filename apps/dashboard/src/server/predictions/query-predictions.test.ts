import { predictionsQuery } from '#api/predictions';
import { pageOfPredictions } from './query-predictions';
import type { Show } from '#api/names';

const rows = [
  { label: 1, probability: NaN },
  { label: 0, probability: NaN },
  { label: 0, probability: 0.9 },
  { label: 1, probability: 0.2 },
  { label: 1, probability: 0.7 },
].map((row, index) => ({ index, text: '', tokens: [], ...row }));

it.each<[Show, number[]]>([
  ['all', [0, 1, 2, 3, 4]],
  ['errors', [0, 1, 2, 3]],
  ['false-positives', [2]],
  ['false-negatives', [3]],
])('shows of the predictions %s: NaN is an error of neither kind', (show, indices) => {
  const page = pageOfPredictions({ kind: 'sentiment', rows }, predictionsQuery.parse({ show }));
  expect(page.rows.map(({ index }) => index)).toEqual(indices);
});

it('shows of the forecasts of a series those that are as many steps ahead', () => {
  const rows = [1, 2, 1, 2].map((horizon, index) => ({ index, time: index, target: 0, output: 0, horizon }));
  const indices = (query: object) => {
    const page = pageOfPredictions({ kind: 'series', rows }, predictionsQuery.parse(query));
    return page.rows.map(({ index }) => index);
  };
  expect(indices({})).toEqual([0, 1, 2, 3]);
  expect(indices({ horizon: 2 })).toEqual([1, 3]);
  expect(indices({ horizon: 3 })).toEqual([]);
  const plain = [{ index: 0, time: 0, target: 0, output: 0 }];
  const page = pageOfPredictions({ kind: 'series', rows: plain }, predictionsQuery.parse({ horizon: 1 }));
  expect(page).toMatchObject({ total: 1, rows: plain, horizons: [1] });
});

describe('predictions of three classes', () => {
  const predictions = {
    kind: 'multiclass' as const,
    classes: ['a', 'b', 'c'],
    rows: [
      { label: 0, probabilities: [0.5, 0.3, 0.2] },
      { label: 0, probabilities: [0.1, 0.9, 0] },
      { label: 1, probabilities: [0.25, 0.35, 0.4] },
      { label: 2, probabilities: [0.4, 0.4, 0.2] },
      { label: 2, probabilities: [0, 0, 1] },
    ].map((row, index) => ({ index, text: `text ${index}`, tokens: [], ...row })),
  };
  const indices = (query: object) =>
    pageOfPredictions(predictions, predictionsQuery.parse(query)).rows.map(({ index }) => index);

  it.each<[query: object, indices: number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ show: 'correct' }, [0, 4]],
    [{ show: 'errors' }, [1, 2, 3]],
    [{ label: 0 }, [0, 1]],
    [{ predicted: 0 }, [0, 3]],
    [{ label: 2, predicted: 0 }, [3]],
    [{ label: 2, predicted: 1 }, []],
    [{ label: 1, show: 'correct' }, []],
    [{ sort: 'error' }, [1, 3, 2, 0, 4]],
    [{ sort: '-confidence' }, [4, 1, 0, 2, 3]],
    [{ sort: 'confidence', show: 'errors', limit: 2 }, [2, 3]],
    [{ q: 'TEXT 3' }, [3]],
  ])('match %j', (query, expected) => expect(indices(query)).toEqual(expected));

  it.each(['false-positives', 'false-negatives'])('have no %s', (show) => {
    expect(() => indices({ show })).toThrow('more than two classes have no false positives');
  });
});

it('filters two classes by true and predicted class at the threshold, and sorts by confidence', () => {
  const indices = (query: object) =>
    pageOfPredictions({ kind: 'sentiment', rows }, predictionsQuery.parse(query)).rows.map(
      ({ index }) => index,
    );
  expect(indices({ label: 1, predicted: 1 })).toEqual([4]);
  expect(indices({ predicted: 1, threshold: 0.8 })).toEqual([2]);
  expect(indices({ show: 'correct' })).toEqual([4]);
  expect(indices({ sort: '-confidence' }).slice(2)).toEqual([2, 3, 4]);
});
