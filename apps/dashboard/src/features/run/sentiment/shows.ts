/** Which reviews the error browser shows, as the API names them. */
export const SHOWS = ['errors', 'false-positives', 'false-negatives', 'all'] as const;
export type Show = (typeof SHOWS)[number];
