/** Default smoothing: the loss of a single batch is noise. */
export const DEFAULT_SMOOTHING = 0.6;

/** Milliseconds without movement after which the slider counts as released. */
export const SLIDING = 100;
