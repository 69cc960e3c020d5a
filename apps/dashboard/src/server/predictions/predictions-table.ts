import { mostProbable } from '#api/classes';
import type { Predictions } from './predictions';

/**
 * Predictions as a flat table; an unknown token is `<unk>`. With more than two classes, label and prediction are names, and
 * each class has a column of probabilities.
 */
export function predictionsTable(predictions: Predictions): { columns: string[]; rows: Iterable<object> } {
  switch (predictions.kind) {
    case 'sentiment':
      return {
        columns: ['index', 'label', 'probability', 'text', 'tokens'],
        rows: map(predictions.rows, (row) => ({ ...row, tokens: joined(row.tokens) })),
      };
    case 'multiclass': {
      const { classes } = predictions;
      const columns = classes.map((name) => `probability.${name}`);
      return {
        columns: ['index', 'label', 'predicted', ...columns, 'text', 'tokens'],
        rows: map(predictions.rows, ({ probabilities, ...row }) => ({
          ...row,
          label: classes[row.label],
          predicted: classes[mostProbable(probabilities)],
          ...Object.fromEntries(columns.map((column, k) => [column, probabilities[k]])),
          tokens: joined(row.tokens),
        })),
      };
    }
    case 'series': {
      const optional = (['column', 'horizon'] as const).filter((name) =>
        predictions.rows.some((row) => name in row),
      );
      const names = new Set(predictions.rows.flatMap(({ baselines = {} }) => Object.keys(baselines)));
      return {
        columns: ['index', 'time', ...optional, 'target', 'output', ...names],
        rows: map(predictions.rows, ({ baselines, ...row }) => ({ ...baselines, ...row })),
      };
    }
  }
}

function joined(tokens: readonly (string | null)[]): string {
  return tokens.map((token) => token ?? '<unk>').join(' ');
}

function* map<T, U>(values: Iterable<T>, change: (value: T) => U): Generator<U> {
  for (const value of values) yield change(value);
}
