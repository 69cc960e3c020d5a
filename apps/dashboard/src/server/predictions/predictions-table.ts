import type { Predictions } from './predictions';

/** Predictions as a flat table; an unknown token is `<unk>`. */
export function predictionsTable(predictions: Predictions): { columns: string[]; rows: Iterable<object> } {
  if (predictions.kind === 'sentiment') {
    return {
      columns: ['index', 'label', 'probability', 'text', 'tokens'],
      rows: map(predictions.rows, (row) => ({
        ...row,
        tokens: row.tokens.map((token) => token ?? '<unk>').join(' '),
      })),
    };
  }
  const names = new Set(predictions.rows.flatMap(({ baselines = {} }) => Object.keys(baselines)));
  return {
    columns: ['index', 'time', 'target', 'output', ...names],
    rows: map(predictions.rows, ({ baselines, ...row }) => ({ ...baselines, ...row })),
  };
}

function* map<T, U>(values: Iterable<T>, change: (value: T) => U): Generator<U> {
  for (const value of values) yield change(value);
}
