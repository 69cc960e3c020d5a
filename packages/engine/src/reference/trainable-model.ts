import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import type { ModelSpec, WeightSpec } from '../graph/model-spec';
import type { LossConfig } from '../losses';
import { lossFunction } from '../losses';
import { meanLoss } from '../metrics/measure';
import { clipGradient } from '../optimizers/clipping';
import type { Optimizer, OptimizerVectors } from '../optimizers/optimizer';
import type { OptimizerOptions } from '../optimizers/optimizer-options';
import { createOptimizer, learningRateAt } from '../optimizers/optimizer-options';
import type { NdArray } from '../types';
import type { Results, Rows } from './commands';
import { layerTree } from './layer-tree';
import { withRandom } from './random';

interface Variable extends WeightSpec {
  variable: string;
  layerVariable: tf.LayerVariable;
}

type Penalty = () => tf.Scalar;

export interface StepResult {
  loss: number;
  /** Of the batch's rows. */
  predictions: Float32Array;
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
    private readonly loss: LossConfig,
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
    // With a seed of its own, a layer would draw the same mask in every step.
    for (const layer of layers) (layer as { seed?: number }).seed = undefined;
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

  predict(x: NdArray): { data: Float32Array; shape: number[] } {
    return tf.tidy(() => {
      const output = this.model.predict(toTensor(x), { batchSize: x.shape[0] }) as tf.Tensor;
      return { data: Float32Array.from(output.dataSync()), shape: output.shape };
    });
  }

  evaluate({ x, y }: Rows): Results['evaluate'] {
    return tf.tidy(() => {
      const prediction = this.model.apply(toTensor(x)) as tf.Tensor;
      const penalty = this.penalties.reduce((sum, term) => sum + term().dataSync()[0], 0);
      return { ...read(this.losses(y, prediction), prediction), penalty };
    });
  }

  /** Loss and gradient of one batch. Dropout and noise are drawn from `seed`. */
  backward({ x, y, weights }: Rows, seed: number): StepResult {
    return withRandom(new RandomState(seed), () =>
      tf.tidy(() => {
        let outputs: { losses: Float32Array; predictions: Float32Array } | undefined;
        const variables = this.variables.filter(({ trainable }) => trainable);
        const { value, grads } = tf.variableGrads(
          () => {
            const prediction = this.model.apply(toTensor(x), { training: true }) as tf.Tensor;
            const unweighted = this.losses(y, prediction);
            const losses = weights ? unweighted.mul(tf.tensor1d(weights)) : unweighted;
            outputs = read(losses, prediction);
            return this.penalties.reduce<tf.Tensor>(
              (sum, penalty) => sum.add(penalty()),
              losses.mean(),
            ) as tf.Scalar;
          },
          variables.map(({ layerVariable }) => layerVariable.read() as tf.Variable),
        );
        const gradient = new Float32Array(this.spec.size);
        for (const { layerVariable, offset } of variables) {
          const values = grads[layerVariable.name] as tf.Tensor | undefined;
          if (values) gradient.set(values.dataSync(), offset);
        }
        const { losses, predictions } = outputs as NonNullable<typeof outputs>;
        const loss = this.penalties.length > 0 ? value.dataSync()[0] : meanLoss(losses, losses.length);
        return { loss, predictions, gradient };
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

  /** One loss per row; if the output has time steps, the mean over them. */
  private losses(y: NdArray, prediction: tf.Tensor): tf.Tensor {
    const loss = lossFunction(this.loss);
    const shape = loss.targets === 'class' ? prediction.shape.slice(0, -1) : prediction.shape;
    const losses = loss.reference(tf, toTensor(y).reshape(shape), prediction, this.loss);
    return losses.rank > 1 ? losses.mean(losses.shape.map((_, axis) => axis).slice(1)) : losses;
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

function read(losses: tf.Tensor, prediction: tf.Tensor): { losses: Float32Array; predictions: Float32Array } {
  return {
    losses: losses.dataSync<'float32'>().slice(),
    predictions: prediction.dataSync<'float32'>().slice(),
  };
}

function toTensor({ data, shape }: NdArray): tf.Tensor {
  return tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32');
}
