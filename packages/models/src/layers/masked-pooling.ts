import * as tf from '@tensorflow/tfjs';

/**
 * Pooling over the time steps that aren't masked, [rows, steps, features] → [rows, features]; 0 for a row without any.
 * TensorFlow.js's own pooling layers don't support masks. The engine `cpu` trains these as they are. A saved model that has
 * one loads in TensorFlow.js only after this module has registered the class.
 */
abstract class MaskedPooling extends tf.layers.Layer {
  constructor(args: ConstructorParameters<typeof tf.layers.Layer>[0] = {}) {
    super(args);
    this.supportsMasking = true;
    this.inputSpec = [new tf.InputSpec({ ndim: 3 })];
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [inputShape[0], inputShape[2]];
  }

  override computeMask(): tf.Tensor {
    // TensorFlow.js's own layers return null too, against the declared type.
    return null as unknown as tf.Tensor;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { mask?: tf.Tensor | tf.Tensor[] }): tf.Tensor {
    return tf.tidy(() => {
      const [input] = [inputs].flat();
      const [mask] = [kwargs.mask].flat();
      const [rows, steps] = input.shape;
      const weights = mask ? mask.cast('float32') : tf.ones([rows, steps]);
      return this.pool(input, weights.expandDims(2), weights.sum(1, true).expandDims(2));
    });
  }

  /**
   * @param weights 1 for the time steps that count, else 0: [rows, steps, 1]
   * @param counts how many those are: [rows, 1, 1]
   */
  protected abstract pool(input: tf.Tensor, weights: tf.Tensor, counts: tf.Tensor): tf.Tensor;
}

/** Larger than any activation that isn't infinite already. */
const FAR = 1e9;

/** The largest value of each feature. */
export class MaskedGlobalMaxPooling1D extends MaskedPooling {
  static readonly className = 'MaskedGlobalMaxPooling1D';

  protected override pool(input: tf.Tensor, weights: tf.Tensor, counts: tf.Tensor): tf.Tensor {
    return input
      .mul(weights)
      .add(weights.sub(counts.minimum(1)).mul(FAR))
      .max(1);
  }
}

/** The mean of each feature. */
export class MaskedGlobalAveragePooling1D extends MaskedPooling {
  static readonly className = 'MaskedGlobalAveragePooling1D';

  protected override pool(input: tf.Tensor, weights: tf.Tensor, counts: tf.Tensor): tf.Tensor {
    return input.mul(weights).div(counts.maximum(1)).sum(1);
  }
}

tf.serialization.registerClass(MaskedGlobalMaxPooling1D);
tf.serialization.registerClass(MaskedGlobalAveragePooling1D);
