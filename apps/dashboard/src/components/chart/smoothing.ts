/** Of curves, until somebody moves the slider: a batch's loss is noise. */
export const DEFAULT_SMOOTHING = 0.6;

/** Milliseconds without a move after which the slider counts as let go. */
export const SLIDING = 100;
