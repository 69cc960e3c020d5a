/** What runs are measured on and by, free of Node so that a browser can load it. */
export const SPLITS = ['train', 'validation', 'test', 'holdout'] as const;
export type Split = (typeof SPLITS)[number];

export const METRICS = ['loss', 'accuracy', 'mae', 'rmse'] as const;
export type Metric = (typeof METRICS)[number];
