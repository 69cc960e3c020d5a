/** The splits. An entry point of its own, so that a browser can load them without zod and Node. */
export const SPLITS = ['train', 'validation', 'test', 'holdout'] as const;
export type Split = (typeof SPLITS)[number];
