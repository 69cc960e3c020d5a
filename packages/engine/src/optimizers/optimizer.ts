import type { OptimizerKernels } from '../backend/kernels';
import type { Float32Pointer } from '../backend/pointer';
import type { Checks } from '../options';

/** A flat vector of weights, with the optimizer's slots: what it keeps per weight, in vectors of the same length. */
export interface OptimizerVectors {
  w: Float32Array;
  slots: readonly Float32Array[];
}

/** Pointers to them. */
export interface OptimizerPointers {
  w: Float32Pointer;
  slots: readonly Float32Pointer[];
}

/**
 * Applies the current step to `count` weights from `begin`.
 *
 * @param gradient of these weights
 */
export type RangeUpdate = (begin: number, count: number, gradient: Float32Pointer) => void;

/**
 * Applies to an embedding's row, in one go, the steps in which no batch used it: what dense steps with a zero gradient
 * would have done.
 */
export interface MissedSteps {
  /** Starts at `step`, when all rows are up to date. */
  begin(step: number): void;
  /** Records one more step, after `Optimizer.begin`. */
  advance(): void;
  /** Applies the steps after `since`, up to the current one, to a row: `count` weights from `begin`. */
  catchUp(begin: number, count: number, since: number): void;
}

/** An optimizer with its options. Every thread has its own, and takes the same steps. */
export interface Optimizer {
  /** The initial value of every slot. */
  readonly slots: readonly number[];
  /**
   * Begins a step: computes what all weights share.
   *
   * @param step from 1
   */
  begin(step: number, learningRate: number): void;
  /**
   * Applies the step to the elements `begin` to `end`, in plain TypeScript.
   *
   * @param gradientBegin the index in `gradient` of element `begin`
   */
  update(
    vectors: OptimizerVectors,
    begin: number,
    end: number,
    gradient: Float32Array,
    gradientBegin: number,
  ): void;
  /** The same by a kernel. Without it, the engine `cpu` calls `update`, which takes several times as long. */
  kernel?(kernels: OptimizerKernels, pointers: OptimizerPointers): RangeUpdate;
  /**
   * What happens to an embedding's rows that a batch leaves alone. Undefined if it can't be summed up: then every step
   * updates every row of the table.
   */
  missedSteps?(kernels: OptimizerKernels, pointers: OptimizerPointers): MissedSteps;
}

/** For an optimizer that moves neither a weight nor a slot without a gradient. */
export const NOTHING_MISSED: MissedSteps = {
  begin: () => undefined,
  advance: () => undefined,
  catchUp: () => undefined,
};

/** An optimizer by its name in Keras. */
export interface OptimizerClass<Hyperparameters> {
  /** Keras's default. */
  readonly learningRate: number;
  readonly checks: Checks<Hyperparameters>;
  create(hyperparameters: Hyperparameters): Optimizer;
}
