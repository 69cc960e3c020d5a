import type { Checks } from '../options';

/** A learning-rate schedule. Its options are plain data, and every thread evaluates it by itself. */
export interface Schedule<Options> {
  readonly checks: Checks<Options>;
  /**
   * The learning rate of one optimizer step.
   *
   * @param step optimizer steps taken before, as Keras counts `iterations`: 0 at the first step
   */
  learningRate(options: Options, step: number): number;
}
