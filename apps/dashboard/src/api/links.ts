import { joinNames } from './name-list';

/** The addresses of the pages and of the API. */

export const RUNS_PAGE = '/';
export const COMPARE_PAGE = '/compare';
export const TRASH_PAGE = '/trash';
export const SIGN_IN_PAGE = '/sign-in';
export const API_ROOT = '/api/v1';

/** Characters of a review that an address can hold; a longer one is cut to its end, which is what a model reads. */
const LONGEST_TEXT_IN_LINK = 5_000;

export function runPage(id: string): string {
  return `/runs/${encodeURIComponent(id)}`;
}

/** @param begin a review to begin with, and an output of a model with several */
export function playgroundPage(
  id: string,
  { text, output }: { text?: string; output?: string } = {},
): string {
  const query: Record<string, string> = text === undefined ? {} : { text: text.slice(-LONGEST_TEXT_IN_LINK) };
  return `${runPage(id)}/playground${outputQuery(output, query)}`;
}

/** The runs side by side: `/compare?runs=a,b,c`. */
export function comparePage(ids: readonly string[]): string {
  const names = encodeURIComponent(joinNames(ids)).replaceAll('%2C', ',');
  return `${COMPARE_PAGE}?runs=${names}`;
}

/** A run's path in the API, below `API_ROOT`. */
export function runPath(id: string): string {
  return `/runs/${encodeURIComponent(id)}`;
}

export function memoryPath(id: string): string {
  return `${runPath(id)}/memory`;
}

/** A model beside the run's own: the one that the hold-out was forecast with, or a member of an ensemble. */
export type InnerModel = 'holdout' | `members/${string}`;

/** The path of the saved model's model.json, or of the one inside it. */
export function modelPath(id: string, inner?: InnerModel): string {
  return `${runPath(id)}/model/${inner ? `${inner}/` : ''}model.json`;
}

/** The sign-in page, which leads on to `next`; `isWrong` if the last token was. */
export function signInPage(next: string, { isWrong = false } = {}): string {
  return `${SIGN_IN_PAGE}?${new URLSearchParams({ next, ...(isWrong && { wrong: 'yes' }) })}`;
}

/** Predictions of a run: of a split, and of an output if the model has several. */
export interface PredictionsOf {
  id: string;
  split: string;
  output?: string;
}

/** @param query of GET /predictions */
export function predictionsPath(
  { id, split, output }: PredictionsOf,
  query: Readonly<Record<string, string>> = {},
): string {
  return `${runPath(id)}/predictions/${split}${outputQuery(output, query)}`;
}

/** The whole split as a table. */
export function predictionsTablePath({ id, split, output }: PredictionsOf): string {
  return `${runPath(id)}/predictions/${split}.csv${outputQuery(output)}`;
}

export function evaluationPath({ id, split, output }: PredictionsOf): string {
  return `${runPath(id)}/evaluation/${split}${outputQuery(output)}`;
}

/** @param query of GET /comparison */
export function comparisonPath(
  { id, split, output }: PredictionsOf,
  other: string,
  query: Readonly<Record<string, string>> = {},
): string {
  return `${runPath(id)}/comparison/${encodeURIComponent(other)}/${split}${outputQuery(output, query)}`;
}

/** Where a classifier is right: by length of the text and by unknown tokens. */
export function breakdownPath({ id, split, output }: PredictionsOf): string {
  return `${runPath(id)}/breakdown/${split}${outputQuery(output)}`;
}

function outputQuery(output: string | undefined, query: Readonly<Record<string, string>> = {}): string {
  const search = String(new URLSearchParams({ ...(output !== undefined && { output }), ...query }));
  return search && `?${search}`;
}

/** The address of GET /comparison/summary. */
export function comparisonSummaryUrl(ids: readonly string[]): string {
  return `${API_ROOT}/comparison/summary?${new URLSearchParams({ runs: joinNames(ids) })}`;
}

/** The address of GET /runs.csv. */
export function runsTableUrl(search: URLSearchParams): string {
  return `${API_ROOT}/runs.csv?${search}`;
}
