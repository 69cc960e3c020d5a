/** One row of the model's output. */
interface RowLoss {
  prediction: number;
  loss: number;
  /** At the last layer's output (see `fusedActivation`). */
  gradient: number;
}

export interface LossFunction {
  /**
   * The activation that the loss takes over from the last layer. Cross-entropy is computed from the logits, as
   * Keras does, so that it stays finite where the sigmoid saturates.
   */
  fusedActivation?: string;
  /** Of one number; the loss of a row is the mean of its numbers. */
  evaluate(output: number, target: number): RowLoss;
}
