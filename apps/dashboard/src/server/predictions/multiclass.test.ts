import { evaluateMulticlass } from './multiclass';
import { predictionsTable } from './predictions-table';

const rows = [
  { label: 0, probabilities: [0.8, 0.1, 0.1, 0] },
  { label: 0, probabilities: [0.1, 0.8, 0.1, 0] },
  { label: 1, probabilities: [0.2, 0.5, 0.3, 0] },
  { label: 1, probabilities: [0.4, 0.4, 0.2, 0] },
  { label: 2, probabilities: [0.1, 0.6, 0.3, 0] },
];

describe('the evaluation of four classes', () => {
  const { confusion, accuracy, classes, macro } = evaluateMulticlass(rows, 4);

  it('counts by true and by predicted class; of equals the first is predicted', () => {
    expect(confusion).toEqual([
      [1, 1, 0, 0],
      [1, 1, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(accuracy).toBe(2 / 5);
  });

  it('scores each class; null if the denominator is 0', () => {
    expect(classes).toEqual([
      { precision: 1 / 2, recall: 1 / 2, f1: 1 / 2, support: 2 },
      { precision: 1 / 3, recall: 1 / 2, f1: 2 / 5, support: 2 },
      { precision: null, recall: 0, f1: 0, support: 1 },
      { precision: null, recall: null, f1: null, support: 0 },
    ]);
  });

  it('averages over all classes, counting an undefined score as 0', () => {
    expect(macro.precision).toBeCloseTo((1 / 2 + 1 / 3) / 4, 12);
    expect(macro.recall).toBeCloseTo(1 / 4, 12);
    expect(macro.f1).toBeCloseTo((1 / 2 + 2 / 5) / 4, 12);
  });

  it('is undefined without predictions', () => {
    const empty = evaluateMulticlass([], 3);
    expect([empty.accuracy, ...Object.values(empty.macro)]).toEqual([null, null, null, null]);
  });
});

it('makes a table with the names of label and prediction, and a column per class', () => {
  const table = predictionsTable({
    kind: 'multiclass',
    classes: ['a', 'b.c', 'index', '라'],
    rows: [{ index: 7, text: 'x', tokens: ['x', null], ...rows[4] }],
  });
  expect(table.columns).toEqual(
    'index,label,predicted,probability.a,probability.b.c,probability.index,probability.라,text,tokens'.split(
      ',',
    ),
  );
  expect([...table.rows]).toEqual([
    {
      index: 7,
      label: 'index',
      predicted: 'b.c',
      'probability.a': 0.1,
      'probability.b.c': 0.6,
      'probability.index': 0.3,
      'probability.라': 0,
      text: 'x',
      tokens: 'x <unk>',
    },
  ]);
});
