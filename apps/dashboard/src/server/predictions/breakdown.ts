import { mostProbable } from '#api/classes';
import { NotFoundError } from '#server/store/errors';
import { predictionsOf } from './predictions';
import type { Bin, Breakdown } from '#api/data';
import type { MulticlassPrediction, SentimentPrediction } from '@rnn-lab/runs';

const LENGTH_BINS = 8;
/** Upper ends of the bins by share of unknown tokens. */
const UNKNOWN_ENDS = [0, 0.05, 0.1, 0.2, 0.4, 1];

/** A classified text. */
interface Judged {
  length: number;
  unknown: number;
  isCorrect: boolean;
}

/**
 * How often a classifier is right by length of the text, and by its share of unknown tokens. Rejects with a `NotFoundError`
 * if there is no such run or split, or the run forecasts a time series.
 */
export async function breakDown(id: string, split: string, output?: string): Promise<Breakdown> {
  const predictions = await predictionsOf(id, split, output);
  if (predictions.kind === 'series') {
    throw new NotFoundError(
      `The run ${id} predicts a series; only a classifier has an evaluation like this.`,
      { code: 'no-classifier', values: { id } },
    );
  }
  const rows: readonly (SentimentPrediction | MulticlassPrediction)[] = predictions.rows;
  return breakdownOf(
    rows.flatMap((row) => {
      const { length, unknown } = row;
      // A run that is older than these counts.
      if (length === undefined || unknown === undefined) return [];
      return [{ length, unknown, isCorrect: predictedOf(row) === row.label }];
    }),
  );
}

function predictedOf(row: SentimentPrediction | MulticlassPrediction): number {
  return 'probability' in row ? Number(row.probability >= 0.5) : mostProbable(row.probabilities);
}

/** The same of texts that are judged already. */
export function breakdownOf(rows: readonly Judged[]): Breakdown {
  return { byLength: byLength(rows), byUnknown: byUnknown(rows) };
}

/** Texts of the same length are in the same bin. */
function byLength(rows: readonly Judged[]): Bin[] {
  const sorted = [...rows].sort((a, b) => a.length - b.length);
  const bins: Bin[] = [];
  let placed = 0;
  for (const { length, isCorrect } of sorted) {
    const last = bins.at(-1);
    const isFull = placed >= (bins.length * sorted.length) / LENGTH_BINS;
    if (!last || (isFull && length > last.to)) bins.push({ from: length, to: length, texts: 0, correct: 0 });
    add(bins[bins.length - 1], isCorrect);
    bins[bins.length - 1].to = length;
    placed++;
  }
  return bins;
}

/** A text without tokens has no share. */
function byUnknown(rows: readonly Judged[]): Bin[] {
  const bins = UNKNOWN_ENDS.map((to, i): Bin => ({
    from: UNKNOWN_ENDS[i - 1] ?? 0,
    to,
    texts: 0,
    correct: 0,
  }));
  for (const { length, unknown, isCorrect } of rows) {
    if (length > 0) add(bins[UNKNOWN_ENDS.findIndex((end) => unknown / length <= end)], isCorrect);
  }
  return bins.filter(({ texts }) => texts > 0);
}

function add(bin: Bin, isCorrect: boolean): void {
  bin.texts++;
  if (isCorrect) bin.correct++;
}
