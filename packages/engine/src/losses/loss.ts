/** The loss of one output element. */
interface ElementLoss {
  prediction: number;
  loss: number;
  /** With respect to the last layer's output (before the activation, if `fusedActivation` is set). */
  gradient: number;
}

export interface LossFunction {
  /**
   * The last layer's activation, which the loss computes in its place. Cross-entropy is computed from the logits, as in
   * Keras, so that it stays finite when the sigmoid saturates.
   */
  fusedActivation?: string;
  /** One element; a row's loss is the mean over its elements. */
  evaluate(output: number, target: number): ElementLoss;
}
