import { resultsTable } from './results-table';

test("shows results next to the notebook's, with a dash if it prints none", () => {
  const ours = {
    train: { loss: 0.25, accuracy: 1 / 3 },
    holdout: { loss: 0.5, mae: 12 },
    secondsPerEpoch: 21.04,
  };
  const table = resultsTable(ours, { train: { loss: 0.2882 }, secondsPerEpoch: 133 });
  const rows = table.split('\n').map((line) => line.split('│').map((cell) => cell.trim()));
  expect(rows.filter((row) => row.length > 1).map((row) => row.slice(1, -1))).toEqual([
    ['', 'ours', 'notebook'],
    ['train loss', '0.2500', '0.2882'],
    ['train accuracy', '0.3333', '—'],
    ['holdout loss', '0.5000', '—'],
    ['holdout mae', '12.0000', '—'],
    ['seconds per epoch', '21.0', '133.0'],
  ]);
});
