import type { ErrorDetails, SentimentPrediction, SeriesPrediction } from '@rnn-lab/runs';
import type { Predictions } from './predictions';

/** By which share of the largest target two may differ: a target that was scaled in float32 and back is not exact. */
const TOLERANCE = 1e-5;

interface Names {
  id: string;
  other: string;
  split: string;
}

interface RowDifference {
  problem: string;
  problemDetails: ErrorDetails;
}

/** How the rows that two runs predict differ, in one sentence; null if they are the same, in the same order. */
export function rowDifference(a: Predictions, b: Predictions, names: Names): RowDifference | null {
  const { id, other, split } = names;
  const subject = `The runs ${id} and ${other} can't be compared on the split ${split}`;
  const values = { id, other, split };
  if (kindOf(a) !== kindOf(b)) {
    return {
      problem: `${subject}: the first predicts ${named(kindOf(a))}, the second ${named(kindOf(b))}.`,
      problemDetails: {
        code: 'different-kinds',
        values: { ...values, kind: kindOf(a), otherKind: kindOf(b) },
      },
    };
  }
  const [rows, otherRows] = [String(a.rows.length), String(b.rows.length)];
  if (rows !== otherRows) {
    return {
      problem: `${subject}: the first has ${rows} rows, the second ${otherRows}; choose runs with the same rows.`,
      problemDetails: { code: 'different-row-counts', values: { ...values, rows, otherRows } },
    };
  }
  const found =
    a.kind === 'series'
      ? inSeries(a.rows, b.rows as SeriesPrediction[])
      : inTexts(a.rows, b.rows as TextRow[]);
  if (!found) return null;
  const { row, field } = found;
  return {
    problem: `${subject}: row ${row + 1} has another ${field} in the second; choose runs with the same rows.`,
    problemDetails: { code: 'different-rows', values: { ...values, row: String(row + 1), field } },
  };
}

/** `series`, or the number of classes. */
function kindOf(predictions: Predictions): string {
  if (predictions.kind === 'series') return 'series';
  return String(predictions.kind === 'sentiment' ? 2 : predictions.classes.length);
}

function named(kind: string): string {
  return kind === 'series' ? 'a series' : `${kind} classes`;
}

interface Found {
  /** From 0. */
  row: number;
  field: string;
}

type TextRow = Pick<SentimentPrediction, 'index' | 'label' | 'text'>;

function inTexts(a: readonly TextRow[], b: readonly TextRow[]): Found | null {
  return firstDifference(
    a,
    b,
    ['index', 'label', 'text'],
    (one, other, field) => one[field] === other[field],
  );
}

function inSeries(a: readonly SeriesPrediction[], b: readonly SeriesPrediction[]): Found | null {
  const finite = a.map(({ target }) => Math.abs(target)).filter(Number.isFinite);
  const tolerance = TOLERANCE * finite.reduce((largest, target) => Math.max(largest, target), 0);
  return firstDifference(a, b, ['time', 'column', 'horizon', 'target'], (one, other, field) =>
    field === 'target'
      ? Object.is(one.target, other.target) || Math.abs(one.target - other.target) <= tolerance
      : one[field] === other[field],
  );
}

function firstDifference<Row, Field extends string>(
  a: readonly Row[],
  b: readonly Row[],
  fields: readonly Field[],
  isSame: (one: Row, other: Row, field: Field) => boolean,
): Found | null {
  for (const [row, one] of a.entries()) {
    const field = fields.find((each) => !isSame(one, b[row], each));
    if (field !== undefined) return { row, field };
  }
  return null;
}
