import { normalized, wordMatcher } from '#server/store/text-search';
import { rowDifference } from './row-difference';
import { mcnemar } from './mcnemar';
import { predictionsOf } from './predictions';
import { horizonOf } from './query-predictions';
import { binaryVerdict, multiclassVerdict } from './verdict';
import type { MulticlassPrediction, SentimentPrediction, SeriesPrediction } from '@rnn-lab/runs';
import type { ComparisonPage, ComparisonQuery, SeriesComparison, TextsComparison } from '#api/comparison';
import type { ComparisonShow } from '#api/names';
import type { Predictions } from './predictions';
import type { Verdict } from './verdict';

/** A probability from which a text is of the class with label 1. */
const THRESHOLD = 0.5;

/**
 * What changed from the predictions of the run `id` to those of `other`.
 *
 * @throws NotFoundError if there is no such run or split; RunsError `no-output` if a model has no such output
 */
export async function comparePredictions(
  id: string,
  other: string,
  split: string,
  query: ComparisonQuery,
): Promise<ComparisonPage> {
  const a = await predictionsOf(id, split, query.output);
  const b = await predictionsOf(other, split, query.output);
  const difference = rowDifference(a, b, { id, other, split });
  if (difference) return { kind: 'different', ...difference };
  return comparePages(a, b, query);
}

/** Of predictions of the same rows. */
export function comparePages(a: Predictions, b: Predictions, query: ComparisonQuery): ComparisonPage {
  if (a.kind === 'series') return compareSeries(a.rows, b.rows as SeriesPrediction[], query);
  const classes = a.kind === 'sentiment' ? 2 : a.classes.length;
  return compareTexts(a.rows, b.rows as typeof a.rows, classes, query);
}

type TextPrediction = SentimentPrediction | MulticlassPrediction;
type Cell = Exclude<ComparisonShow, 'flipped' | 'all'>;

/** A text with what each run makes of it. */
interface Pair {
  row: TextPrediction;
  otherTokens: TextPrediction['tokens'];
  a: Verdict;
  b: Verdict;
  cell: Cell;
}

function compareTexts(
  a: readonly TextPrediction[],
  b: readonly TextPrediction[],
  classes: number,
  { q, show, offset, limit }: ComparisonQuery,
): TextsComparison {
  const pairs = a.map((row, i): Pair => {
    const verdicts = { a: verdictOf(row), b: verdictOf(b[i]) };
    return { row, otherTokens: b[i].tokens, ...verdicts, cell: cellOf(verdicts.a, verdicts.b) };
  });
  const count = (cell: Cell) => pairs.filter((pair) => pair.cell === cell).length;
  const [onlyA, onlyB] = [count('only-a'), count('only-b')];
  const hasWords = wordMatcher(q);
  const shown = pairs
    .filter(({ cell, row }) => isShown(cell, show) && hasWords(() => normalized(row.text)))
    .map((pair) => ({ pair, change: changeOf(pair) }))
    .sort((one, next) => next.change - one.change);
  return {
    kind: 'texts',
    classes,
    cells: { bothRight: count('both-right'), onlyA, onlyB, bothWrong: count('both-wrong') },
    mcnemar: mcnemar(onlyA, onlyB),
    total: shown.length,
    rows: shown.slice(offset, offset + limit).map(({ pair }) => rowOf(pair)),
  };
}

function verdictOf(row: TextPrediction): Verdict {
  return 'probability' in row ? binaryVerdict(row, THRESHOLD) : multiclassVerdict(row);
}

function cellOf(a: Verdict, b: Verdict): Cell {
  const isRight = ({ predicted, label }: Verdict) => predicted === label;
  if (isRight(a)) return isRight(b) ? 'both-right' : 'only-a';
  return isRight(b) ? 'only-b' : 'both-wrong';
}

function isShown(cell: Cell, show: ComparisonShow): boolean {
  if (show === 'flipped') return cell === 'only-a' || cell === 'only-b';
  return show === 'all' || show === cell;
}

/** In the probability of the true class; NaN, which a model without finite weights predicts, is the largest change. */
function changeOf({ a, b }: Pair): number {
  const change = Math.abs(a.ofLabel - b.ofLabel);
  return Number.isNaN(change) ? Number.MAX_VALUE : change;
}

function rowOf({ row: { index, text, label, tokens }, otherTokens, a, b }: Pair): TextsComparison['rows'][0] {
  const judged = ({ predicted, ofPredicted }: Verdict) => ({ predicted, probability: ofPredicted });
  return { index, text, label, a: { ...judged(a), tokens }, b: { ...judged(b), tokens: otherTokens } };
}

function compareSeries(
  a: readonly SeriesPrediction[],
  b: readonly SeriesPrediction[],
  { horizon, offset, limit }: ComparisonQuery,
): SeriesComparison {
  const pairs = a
    .map(({ index, time, column, horizon, target, output }, i) => {
      return { index, time, column, horizon, target, a: output, b: b[i].output };
    })
    .filter((row) => (horizon ?? horizonOf(row)) === horizonOf(row));
  const errors = pairs.map((row) => ({ a: Math.abs(row.a - row.target), b: Math.abs(row.b - row.target) }));
  const mean = (side: 'a' | 'b') =>
    errors.length === 0 ? null : errors.reduce((sum, error) => sum + error[side], 0) / errors.length;
  const nearer = {
    a: errors.filter((error) => error.a < error.b).length,
    b: errors.filter((error) => error.b < error.a).length,
  };
  return {
    kind: 'series',
    horizons: [...new Set(a.map(horizonOf))].sort((one, next) => one - next),
    nearer,
    // The sign test is McNemar's, of other pairs.
    signTest: mcnemar(nearer.a, nearer.b),
    meanError: { a: mean('a'), b: mean('b') },
    total: pairs.length,
    rows: pairs.slice(offset, offset + limit),
  };
}
