import { confusionTable } from './confusion-table';

const cells = (table: string) =>
  table
    .split('\n')
    .map((line) => line.split('│').map((cell) => cell.trim()))
    .filter((row) => row.length > 1)
    .map((row) => row.slice(1, -1));

test('shows what was predicted for each class, and its scores', () => {
  const table = confusionTable(
    {
      classes: ['a', '나', 'c'],
      confusion: [
        [3, 1, 0],
        [1, 1, 0],
        [0, 0, 0],
      ],
    },
    'test',
  );
  expect(cells(table)).toEqual([
    ['test', '→ a', '→ 나', '→ c', 'precision', 'recall', 'f1', 'texts'],
    ['a', '3', '1', '0', '0.7500', '0.7500', '0.7500', '4'],
    ['나', '1', '1', '0', '0.5000', '0.5000', '0.5000', '2'],
    ['c', '0', '0', '0', '—', '—', '—', '0'],
  ]);
});

test('leaves the columns of many classes out', () => {
  const classes = Array.from({ length: 20 }, (_, k) => `class ${k}`);
  const confusion = classes.map((_, k) => classes.map((_, j) => Number(j === k)));
  const [head, ...rows] = cells(confusionTable({ output: 'topic', classes, confusion }, 'test'));
  expect(head).toEqual(['test, topic', 'precision', 'recall', 'f1', 'texts']);
  expect(rows[19]).toEqual(['class 19', '1.0000', '1.0000', '1.0000', '1']);
});
