import { normalized, wordMatcher } from '#server/store/text-search';
import type { SentimentPrediction, SeriesPrediction } from '@rnn-lab/runs';
import type { PredictionsPage, PredictionsQuery } from '#api/predictions';
import type { Predictions } from './predictions';

/** The page of predictions that `query` selects, sorted. */
export function pageOfPredictions(predictions: Predictions, query: PredictionsQuery): PredictionsPage {
  const hasWords = wordMatcher(query.q);
  const matches = (text: string) => hasWords(() => normalized(text));
  if (predictions.kind === 'series') {
    const rows = predictions.rows.filter(({ time }) => matches(String(time)));
    return { kind: 'series', ...page(rows, query, seriesError) };
  }
  const rows = predictions.rows.filter((row) => isShown(row, query) && matches(row.text));
  return { kind: 'sentiment', ...page(rows, query, sentimentError) };
}

/** 0 if the true label's probability is 1, up to 1 if it is 0. */
function sentimentError({ label, probability }: SentimentPrediction): number {
  return Math.abs(label - probability);
}

function seriesError({ target, output }: SeriesPrediction): number {
  return Math.abs(target - output);
}

function isShown(
  { label, probability }: SentimentPrediction,
  { show, threshold }: PredictionsQuery,
): boolean {
  if (show === 'all') return true;
  // A model without finite weights predicts nothing, which is an error, but no false positive or negative.
  if (!Number.isFinite(probability)) return show === 'errors';
  const predicted = probability >= threshold ? 1 : 0;
  if (predicted === label) return false;
  return show === 'errors' || (show === 'false-positives') === (predicted === 1);
}

/** NaN counts as the largest error. */
function page<Row>(rows: Row[], { sort, offset, limit }: PredictionsQuery, error: (row: Row) => number) {
  if (sort === 'error') {
    const byError = rows.map((row) => ({ row, error: error(row) }));
    byError.sort((a, b) => badness(b.error) - badness(a.error) || 0);
    rows = byError.map(({ row }) => row);
  }
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}

function badness(error: number): number {
  return Number.isNaN(error) ? Number.MAX_VALUE : Math.min(error, Number.MAX_VALUE);
}
