import { InputError } from '../errors';
import type { OptimizerVectors } from '../optimizers/optimizer';
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

/** Copies of the optimizer's slots, one array per trainable weight each. */
export function slotValues(spec: ModelSpec, { slots }: OptimizerVectors): Float32Array[][] {
  const weights = trainableWeights(spec);
  return slots.map((slot) => nameWeights(weights, slot).map(({ data }) => data));
}

/** @throws InputError unless there is one array per slot and trainable weight, of its size */
export function setSlotValues(
  spec: ModelSpec,
  { slots }: OptimizerVectors,
  values: OptimizerState['slots'],
): void {
  const weights = trainableWeights(spec);
  if (values.length !== slots.length) {
    throw new InputError(
      `The optimizer state has ${values.length} slots, but the optimizer has ${slots.length}; use the optimizer that it comes from.`,
    );
  }
  const expected = weights.map(({ size }) => size).join(', ');
  values.forEach((arrays, i) => {
    const sizes = arrays.map(({ length }) => length).join(', ');
    if (sizes !== expected) {
      throw new InputError(
        `Slot ${i} of the optimizer state has the sizes ${sizes}, but the weights have ${expected}.`,
      );
    }
  });
  slots.forEach((slot, i) => weights.forEach(({ offset }, k) => slot.set(values[i][k], offset)));
}
