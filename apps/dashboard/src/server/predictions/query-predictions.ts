import { z } from 'zod';
import { normalized, wordMatcher } from '#server/store/text-search';
import { binaryVerdict, multiclassVerdict } from './verdict';
import type { SentimentPrediction, SeriesPrediction } from '@rnn-lab/runs';
import type { PredictionsPage, PredictionsQuery } from '#api/predictions';
import type { Predictions } from './predictions';
import type { Verdict } from './verdict';

/**
 * The page of predictions that `query` selects, sorted.
 *
 * @throws ZodError if the query asks for false positives or negatives among more than two classes
 */
export function pageOfPredictions(predictions: Predictions, query: PredictionsQuery): PredictionsPage {
  const hasWords = wordMatcher(query.q);
  const matches = (text: string) => hasWords(() => normalized(text));
  switch (predictions.kind) {
    case 'series': {
      const rows = predictions.rows.filter(
        (row) => (query.horizon ?? horizonOf(row)) === horizonOf(row) && matches(String(row.time)),
      );
      const horizons = [...new Set(predictions.rows.map(horizonOf))].sort((a, b) => a - b);
      return { kind: 'series', ...page(rows, query, seriesBadness), horizons };
    }
    case 'sentiment': {
      const verdictOf = (row: SentimentPrediction) => binaryVerdict(row, query.threshold);
      const rows = predictions.rows.filter((row) => isShown(verdictOf(row), query) && matches(row.text));
      return { kind: 'sentiment', ...page(rows, query, (row) => textBadness(verdictOf(row), query)) };
    }
    case 'multiclass': {
      if (query.show.startsWith('false-')) throw noSuchErrors();
      const rows = predictions.rows.filter(
        (row) => isShown(multiclassVerdict(row), query) && matches(row.text),
      );
      return {
        kind: 'multiclass',
        ...page(rows, query, (row) => textBadness(multiclassVerdict(row), query)),
      };
    }
  }
}

function isShown(verdict: Verdict, { show, label, predicted }: PredictionsQuery): boolean {
  if (label !== undefined && verdict.label !== label) return false;
  if (predicted !== undefined && verdict.predicted !== predicted) return false;
  const isRight = verdict.predicted === verdict.label;
  switch (show) {
    case 'all':
      return true;
    case 'correct':
      return isRight;
    case 'errors':
      return !isRight;
    // A model without finite weights predicts nothing, which is an error, but no false positive or negative.
    case 'false-positives':
      return !isRight && verdict.predicted === 1;
    case 'false-negatives':
      return !isRight && verdict.predicted === 0;
  }
}

function textBadness({ ofLabel, ofPredicted }: Verdict, { sort }: PredictionsQuery): number {
  if (sort === 'error') return 1 - ofLabel;
  return sort === 'confidence' ? 1 - ofPredicted : ofPredicted;
}

/** How many steps ahead a forecast is. */
export function horizonOf({ horizon = 1 }: Pick<SeriesPrediction, 'horizon'>): number {
  return horizon;
}

function seriesBadness({ target, output }: SeriesPrediction): number {
  return Math.abs(target - output);
}

/** The worst row first; NaN is worse than any number. */
function page<Row>(rows: Row[], { sort, offset, limit }: PredictionsQuery, badness: (row: Row) => number) {
  if (sort !== 'index') {
    const ranked = rows.map((row) => ({ row, rank: rankOf(badness(row)) }));
    ranked.sort((a, b) => b.rank - a.rank);
    rows = ranked.map(({ row }) => row);
  }
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}

function rankOf(badness: number): number {
  return Number.isNaN(badness) ? Number.MAX_VALUE : Math.min(badness, Number.MAX_VALUE);
}

function noSuchErrors(): z.ZodError {
  const message = 'more than two classes have no false positives or negatives; use label and predicted';
  return new z.ZodError([{ code: 'custom', path: ['show'], message, input: undefined }]);
}
