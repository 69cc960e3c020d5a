import * as tf from '@tensorflow/tfjs';
import { InputError } from '../errors';
import type { AdamVectors } from '../optimizers/adam';
import type { NamedWeight, OptimizerState } from '../types';
import type { ModelSpec, WeightSpec } from './model-spec';

/** Copies the weights' parts of a flat vector (weights or gradients), with the weights' names and shapes. */
export function nameWeights(weights: readonly WeightSpec[], flat: Float32Array): NamedWeight[] {
  return weights.map(({ name, shape, offset, size }) => ({
    name,
    shape,
    data: Float32Array.from(flat.subarray(offset, offset + size)),
  }));
}

export function allWeights(spec: ModelSpec): WeightSpec[] {
  return spec.layers.flatMap((layer) => layer.weights);
}

export function trainableWeights(spec: ModelSpec): WeightSpec[] {
  return allWeights(spec).filter(({ trainable }) => trainable);
}

/** @throws InputError unless names and shapes are the model's, in its order */
export function setNamedWeights(spec: ModelSpec, flat: Float32Array, weights: readonly NamedWeight[]): void {
  const expected = allWeights(spec);
  const describe = (list: readonly { name: string; shape: readonly number[] }[]) =>
    list.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');
  if (describe(expected) !== describe(weights)) {
    throw new InputError(`The model has the weights ${describe(expected)}, but got ${describe(weights)}.`);
  }
  expected.forEach(({ offset }, i) => flat.set(weights[i].data, offset));
}

/** Copies of Adam's moments, one array per trainable weight. */
export function momentVectors(spec: ModelSpec, { m, v }: AdamVectors): Pick<OptimizerState, 'm' | 'v'> {
  const values = (vector: Float32Array) =>
    nameWeights(trainableWeights(spec), vector).map(({ data }) => data);
  return { m: values(m), v: values(v) };
}

/** @throws InputError unless there is one pair of moments per trainable weight, of its size */
export function setMoments(spec: ModelSpec, vectors: AdamVectors, state: OptimizerState): void {
  const weights = trainableWeights(spec);
  for (const key of ['m', 'v'] as const) {
    const sizes = state[key].map((values) => values.length).join(', ');
    const expected = weights.map(({ size }) => size).join(', ');
    if (sizes !== expected) {
      throw new InputError(
        `The optimizer state ${key} has the sizes ${sizes}, but the weights have ${expected}.`,
      );
    }
    weights.forEach(({ offset }, i) => vectors[key].set(state[key][i], offset));
  }
}

/** Writes the flat vector of all weights into the Layers model. */
export function applyWeights(model: tf.LayersModel, spec: ModelSpec, flat: Float32Array): void {
  tf.tidy(() => {
    for (const { name, weights } of spec.layers) {
      const values = weights.map(({ offset, size, shape }) =>
        tf.tensor(flat.slice(offset, offset + size), [...shape]),
      );
      model.getLayer(name).setWeights(values);
    }
  });
}
