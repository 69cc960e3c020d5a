import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import type { ModelSpec, WeightSpec } from '../graph/model-spec';
import type { Rows, TrainingRows } from '../rows';
import { lossFunction } from '../losses';
import type { Losses } from '../metrics/measure';
import { meanLosses } from '../metrics/measure';
import { clipGradient } from '../optimizers/clipping';
import type { Optimizer, OptimizerVectors } from '../optimizers/optimizer';
import type { OptimizerOptions } from '../optimizers/optimizer-options';
import { createOptimizer, learningRateAt } from '../optimizers/optimizer-options';
import type { OutputLoss } from '../outputs';
import type { NdArray } from '../types';
import { adaptLayers } from './adapt-layers';
import type { Results } from './commands';
import { layerTree } from './layer-tree';
import { withRandom } from './random';

interface Variable extends WeightSpec {
  variable: string;
  layerVariable: tf.LayerVariable;
}

type Penalty = () => tf.Scalar;

export interface StepResult extends Losses {
  /** Of the batch's rows, by output. */
  predictions: Float32Array[];
  /** As a flat vector of all weights; zero for those that aren't trained. */
  gradient: Float32Array;
}

/** A Layers model, trained with TensorFlow.js's operators and automatic differentiation. */
export class TrainableModel {
  private readonly variables: readonly Variable[];
  private readonly penalties: readonly Penalty[];
  private readonly optimizer: Optimizer;

  /** @param vectors all weights with the optimizer's slots; `applyGradient` updates them */
  constructor(
    private readonly model: tf.LayersModel,
    private readonly spec: ModelSpec,
    private readonly outputs: readonly OutputLoss[],
    private readonly optimizerOptions: OptimizerOptions,
    private readonly vectors: OptimizerVectors,
  ) {
    this.optimizer = createOptimizer(optimizerOptions);
    const byName = new Map(model.weights.map((weight) => [weight.originalName, weight]));
    this.variables = spec.layers
      .flatMap((layer) => layer.weights)
      .map((weight) => ({ ...weight, layerVariable: byName.get(weight.variable) as tf.LayerVariable }));
    for (const { layerVariable, trainable } of this.variables) layerVariable.trainable = trainable;
    const layers = layerTree(model.layers);
    // Keras counts a regularizer once per weight, however often its layer is applied, and not while it is frozen.
    // TensorFlow.js ignores those of recurrent cells.
    const trained = layers.filter(({ weights }) => weights.some(({ trainable }) => trainable));
    this.penalties = [...new Set(trained.flatMap((layer) => layer.losses as unknown as Penalty[]))];
    adaptLayers(model);
    this.loadWeights();
  }

  /** Copies the weights from the shared vector into the model. */
  loadWeights(): void {
    tf.tidy(() => {
      for (const { layerVariable, offset, size, shape } of this.variables) {
        layerVariable.write(tf.tensor(this.vectors.w.slice(offset, offset + size), [...shape]));
      }
    });
    // A constraint may have changed the values on writing, so read them back.
    this.readWeights(({ layerVariable }) => constraintOf(layerVariable));
  }

  predict(x: NdArray): { data: Float32Array; shape: number[] }[] {
    return tf.tidy(() => {
      const outputs = [this.model.predict(toTensor(x), { batchSize: x.shape[0] })].flat();
      return outputs.map((output) => ({ data: Float32Array.from(output.dataSync()), shape: output.shape }));
    });
  }

  evaluate({ x, y }: Rows): Results['evaluate'] {
    return tf.tidy(() => {
      const predictions = tensors(this.model.apply(toTensor(x)));
      const penalty = this.penalties.reduce((sum, term) => sum + term().dataSync()[0], 0);
      return { ...read(this.losses(y, predictions), predictions), penalty };
    });
  }

  /** Loss and gradient of one batch. Dropout and noise are drawn from `seed`. */
  backward({ x, y, weights }: TrainingRows, seed: number): StepResult {
    return withRandom(new RandomState(seed), () =>
      tf.tidy(() => {
        let results: ReturnType<typeof read> | undefined;
        const variables = this.variables.filter(({ trainable }) => trainable);
        const { value, grads } = tf.variableGrads(
          () => {
            const predictions = tensors(this.model.apply(toTensor(x), { training: true }));
            const losses = this.losses(y, predictions).map((unweighted) =>
              weights ? unweighted.mul(tf.tensor1d(weights)) : unweighted,
            );
            results = read(losses, predictions);
            const means = losses.map((each, i) => each.mean().mul(this.outputs[i].lossWeight));
            return [...means, ...this.penalties.map((penalty) => penalty())].reduce((sum, term) =>
              sum.add(term),
            ) as tf.Scalar;
          },
          variables.map(({ layerVariable }) => layerVariable.read() as tf.Variable),
        );
        const gradient = new Float32Array(this.spec.size);
        for (const { layerVariable, offset } of variables) {
          const values = grads[layerVariable.name] as tf.Tensor | undefined;
          if (values) gradient.set(values.dataSync(), offset);
        }
        const { losses, predictions } = results as NonNullable<typeof results>;
        const means = meanLosses(this.outputs, losses, x.shape[0]);
        if (this.penalties.length > 0) [means.loss] = value.dataSync();
        return { ...means, predictions, gradient };
      }),
    );
  }

  /** @param step from 1 */
  beginStep(step: number, learningRateFactor: number): void {
    this.optimizer.begin(step, learningRateFactor * learningRateAt(this.optimizerOptions, step - 1));
  }

  /** Takes the step. Keeps the weights that layers updated themselves (moving averages). */
  applyGradient(gradient: Float32Array): void {
    const { optimizer, optimizerOptions, vectors } = this;
    const trained = this.variables.filter(({ trainable }) => trainable);
    this.readWeights(({ trainable }) => !trainable);
    clipGradient(optimizerOptions, gradient, trained);
    for (const { offset, size } of trained)
      optimizer.update(vectors, offset, offset + size, gradient, offset);
    this.loadWeights();
  }

  /** By output one loss per row; if the output has time steps, the mean over them. */
  private losses(y: readonly NdArray[], predictions: readonly tf.Tensor[]): tf.Tensor[] {
    return this.outputs.map(({ loss }, i) => {
      const prediction = predictions[i];
      const { targets, reference } = lossFunction(loss);
      const shape = targets === 'class' ? prediction.shape.slice(0, -1) : prediction.shape;
      const losses = reference(tf, toTensor(y[i]).reshape(shape), prediction, loss);
      return losses.rank > 1 ? losses.mean(losses.shape.map((_, axis) => axis).slice(1)) : losses;
    });
  }

  private readWeights(which: (variable: Variable) => boolean): void {
    for (const variable of this.variables) {
      if (which(variable)) this.vectors.w.set(variable.layerVariable.read().dataSync(), variable.offset);
    }
  }
}

function constraintOf(variable: tf.LayerVariable): boolean {
  return (variable as unknown as { constraint?: unknown }).constraint != null;
}

function read(losses: readonly tf.Tensor[], predictions: readonly tf.Tensor[]) {
  const values = (tensor: tf.Tensor) => tensor.dataSync<'float32'>().slice();
  return { losses: losses.map(values), predictions: predictions.map(values) };
}

/** What a model with one or several outputs was applied to returns. */
function tensors(applied: ReturnType<tf.LayersModel['apply']>): tf.Tensor[] {
  return [applied].flat() as tf.Tensor[];
}

function toTensor({ data, shape }: NdArray): tf.Tensor {
  return tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32');
}
