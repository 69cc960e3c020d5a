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
