import * as tf from '@tensorflow/tfjs';
import type { CompileOptions, NdArray, OptimizerOptions, Outputs } from '../src';
import { outputNames } from '../src';
import { lossFunction, resolveLoss } from '../src/losses';
import { clipGradient } from '../src/optimizers/clipping';
import { lossesOf } from '../src/outputs';
import { fromOutputs } from './helpers';
import { penaltiesOf } from './penalties';

export interface Reference {
  /** By output. */
  predictions: Float32Array[];
  loss: number;
  /** By trainable weight, Keras's penalties included. */
  gradients: Map<string, Float32Array>;
  /** All weights after one step of the optimizer; without one, as they were, except for moving statistics. */
  stepped: Map<string, Float32Array>;
}

const values = (tensor: tf.Tensor) => tensor.dataSync<'float32'>().slice();
const tensors = (applied: unknown) => [applied].flat() as tf.Tensor[];

/** TensorFlow.js's own predictions, loss, gradients and optimizer step, plus Keras's penalties. The model stays as it is. */
export function reference(
  model: tf.LayersModel,
  { loss, lossWeights = {}, optimizer }: Pick<CompileOptions, 'loss' | 'lossWeights' | 'optimizer'>,
  { x, y }: { x: NdArray; y: Outputs },
): Reference {
  const names = outputNames(model);
  const losses = lossesOf(loss, names).map(resolveLoss);
  const targets = fromOutputs(model, y);
  const input = tf.tensor(x.data, [...x.shape], x.data instanceof Int32Array ? 'int32' : 'float32');
  const lossOf = (output: tf.Tensor, i: number) => {
    const { targets: kind, reference } = lossFunction(losses[i]);
    const target = tf.tensor(targets[i].data, kind === 'class' ? output.shape.slice(0, -1) : output.shape);
    return reference(tf, target, output, losses[i])
      .mean()
      .mul(lossWeights[names[i]] ?? 1);
  };
  const trained = model.trainableWeights;
  return withFirstMaximum(() =>
    disposing(() => {
      const predictions = tensors(model.predict(input)).map(values);
      const weights = model.getWeights().map((weight) => weight.clone());
      const penalties = penaltiesOf(model);
      const { value, grads } = tf.variableGrads(
        () =>
          tensors(model.apply(input, { training: true }))
            .map(lossOf)
            .reduce((sum, term) => sum.add(term)) as tf.Scalar,
        trained.map((weight) => weight.read() as tf.Variable),
      );
      const gradients = trained.map(({ name, originalName }) => {
        const penalty = penalties.gradients.get(originalName);
        return values(grads[name]).map((gradient, i) => gradient + (penalty?.[i] ?? 0));
      });
      if (optimizer) takeStep(optimizer, trained, gradients);
      const stepped = new Map(model.weights.map((weight) => [weight.originalName, values(weight.read())]));
      model.setWeights(weights);
      return {
        predictions,
        loss: value.dataSync()[0] + penalties.sum,
        gradients: new Map(trained.map(({ originalName }, i) => [originalName, gradients[i]])),
        stepped,
      };
    }),
  );
}

/** Clips the gradients as Keras does, which TensorFlow.js doesn't, and lets TensorFlow.js's optimizer take its first step. */
function takeStep(
  options: OptimizerOptions,
  weights: readonly tf.LayerVariable[],
  gradients: readonly Float32Array[],
): void {
  const sizes = gradients.map(({ length }) => length);
  const variables = sizes.map((size, i) => ({ offset: sizes.slice(0, i).reduce((a, b) => a + b, 0), size }));
  const flat = Float32Array.from(gradients.flatMap((gradient) => [...gradient]));
  clipGradient(options, flat, variables);
  if (options.name === 'adamW') decay(weights, options);
  const optimizer = tfjsOptimizer(options);
  optimizer.applyGradients(
    weights.map(({ name, shape }, i) => {
      const { offset, size } = variables[i];
      return { name, tensor: tf.tensor(flat.slice(offset, offset + size), shape as number[]) };
    }),
  );
  optimizer.dispose();
}

/** TensorFlow.js has no AdamW: it is Adam on weights that decay. */
function decay(weights: readonly tf.LayerVariable[], options: OptimizerOptions & { name: 'adamW' }): void {
  const factor = 1 - Number(options.learningRate) * (options.weightDecay ?? 0.004);
  for (const weight of weights) weight.write(weight.read().mul(factor));
}

/** With all of `options` that matter for a first step. */
function tfjsOptimizer(options: OptimizerOptions): tf.Optimizer {
  const rate = Number(options.learningRate);
  switch (options.name) {
    case 'sgd':
      return tf.train.momentum(rate, options.momentum ?? 0, options.nesterov);
    case 'rmsprop':
      return tf.train.rmsprop(rate, options.rho ?? 0.9, options.momentum ?? 0, options.epsilon ?? 1e-7);
    case 'adagrad':
      return tf.train.adagrad(rate, options.initialAccumulatorValue ?? 0.1);
    default: {
      const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
      // TensorFlow.js adds its ε to the corrected √v, Keras to √v itself, which is smaller by this factor in a first step.
      return tf.train.adam(rate, beta1, beta2, epsilon / Math.sqrt(1 - beta2));
    }
  }
}

/** Of several equal maxima the first gets the gradient, as in the engine `cpu`; TensorFlow.js counts it once for each. */
function withFirstMaximum<T>(action: () => T): T {
  const original = tf.getGradient('Max');
  const replace = (gradient: tf.GradConfig) => {
    tf.unregisterGradient('Max');
    tf.registerGradient(gradient);
  };
  replace({
    ...original,
    gradFunc: (dy, [x], attributes) => ({
      x: () => {
        const [axis] = [attributes['reductionIndices']].flat() as number[];
        const last = x.shape.map((_, i) => i).filter((i) => i !== axis);
        if (x.shape[axis] === 1) return (dy as tf.Tensor).reshape(x.shape);
        const hot = tf.oneHot(x.transpose([...last, axis]).argMax(-1) as tf.Tensor1D, x.shape[axis]);
        const inverse = x.shape.map((_, i) => [...last, axis].indexOf(i));
        return hot
          .toFloat()
          .transpose(inverse)
          .mul((dy as tf.Tensor).reshape(x.shape.map((n, i) => (i === axis ? 1 : n))));
      },
    }),
  });
  try {
    return action();
  } finally {
    replace(original);
  }
}

/** Disposes of all tensors that are created meanwhile. */
function disposing<T>(action: () => T): T {
  return tf.tidy(action as () => tf.TensorContainer) as T;
}
