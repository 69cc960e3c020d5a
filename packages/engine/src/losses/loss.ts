import type * as tensorflow from '@tensorflow/tfjs';
import type { Check, Checks } from '../options';

/**
 * What a row's targets are: one number per output; one probability per output (0 and 1, or one-hot); or the number of the
 * row's class, one for all outputs.
 */
export type Targets = 'values' | 'probabilities' | 'class';

/** A row of a batch, as positions in the batch's arrays. One object is moved from row to row, so that none is allocated per row. */
export interface LossRow {
  /** Outputs per row. */
  readonly width: number;
  /** The last layer's outputs from `outputAt` on: logits, if the loss has a `fusedActivation`. */
  readonly outputs: Float32Array;
  outputAt: number;
  readonly targets: Float32Array;
  targetAt: number;
  /** Written from `predictionAt` on: the model's outputs, after the activation. */
  readonly predictions: Float32Array;
  predictionAt: number;
  /** Written from `outputAt` on: the gradient with respect to `outputs`, times `weight`. */
  readonly gradient?: Float32Array;
  weight: number;
}

/** A loss of Keras. To add one, write a file like its neighbours and register it in `index.ts`. */
export interface LossFunction<Options extends object = object> {
  readonly checks: Checks<Options> & Readonly<Record<string, Check>>;
  readonly targets: Targets;
  /**
   * The last layer's activation, which the loss computes in its place. Cross-entropy is computed from the logits, as in
   * Keras, so that it stays finite when the activation saturates.
   */
  readonly fusedActivation?: string;
  /** Writes the row's predictions and, if asked, its gradient; returns its loss without `weight`. */
  evaluate(row: LossRow, options: Options): number;
  /**
   * The same by TensorFlow.js's operators, for the reference engines: one loss per row of `prediction`, [rows, …, width],
   * after the activation. `target` has the same shape; class numbers have no last axis.
   */
  reference(
    tf: typeof tensorflow,
    target: tensorflow.Tensor,
    prediction: tensorflow.Tensor,
    options: Options,
  ): tensorflow.Tensor;
}
