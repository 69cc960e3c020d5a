/** What a list can be filtered by; `broken`: run.json can't be read. */
export const STATUSES = [
  'running',
  'finished',
  'failed',
  'interrupted',
  'pruned',
  'duplicate',
  'stopped',
  'broken',
] as const;
export const GROUPINGS = ['none', 'experiment', 'seeds'] as const;

/** The sort orders of GET /runs: a column, or `-` and a column for descending. */
export const SORT = /^-?(id|experiment|status|started|duration|seed|(param|last|best|result)\..+)$/;

/** Which predictions an error browser shows: of a classifier with two classes, and with more. */
export const SHOWS = ['errors', 'false-positives', 'false-negatives', 'all'] as const;
export type Show = (typeof SHOWS)[number];
export const MULTICLASS_SHOWS = ['errors', 'correct', 'all'] as const;
export type MulticlassShow = (typeof MULTICLASS_SHOWS)[number];

/** Orders of predictions; the first is that of an error browser. */
export const PREDICTION_SORTS = ['error', '-confidence', 'confidence', 'index'] as const;
export type PredictionSort = (typeof PREDICTION_SORTS)[number];

/** Which texts a comparison of two runs shows, by which of them is right. */
export const COMPARISON_SHOWS = ['flipped', 'only-a', 'only-b', 'both-wrong', 'both-right', 'all'] as const;
export type ComparisonShow = (typeof COMPARISON_SHOWS)[number];
