import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import type { Checkpoint, Engine, NamedWeight, NdArray, NdArrays, Outputs } from '../src';
import { outputNames } from '../src';

/**
 * Sets all weights to random values in ±0.5, variances to 0.5 … 1.5, so that every gate and every derivative matters, and
 * the bags of an `EmbeddingBag` to random rows of its table.
 */
export function randomized<Model extends tf.LayersModel>(model: Model, seed = 1): Model {
  const random = new RandomState(seed);
  for (const layer of model.layers) {
    layer.setWeights(
      layer.getWeights().map((weight, i, [table]) => {
        if (layer.weights[i].originalName.endsWith('bags')) {
          const rows = random.randint(0, table.shape[0], weight.size) as ArrayLike<number>;
          return tf.tensor(Float32Array.from(rows), weight.shape);
        }
        const middle = layer.weights[i].originalName.endsWith('moving_variance') ? 1 : 0;
        const values = random.uniform(middle - 0.5, middle + 0.5, weight.size) as Float64Array;
        return tf.tensor(Float32Array.from(values), weight.shape);
      }),
    );
  }
  return model;
}

export function floats(random: RandomState, ...shape: number[]): NdArray {
  const size = shape.reduce((a, b) => a * b, 1);
  return { data: Float32Array.from(random.uniform(-1, 1, size) as Float64Array), shape };
}

/** A random 0 or 1 per row, [rows, 1]. */
export function labels(random: RandomState, rows: number): NdArray {
  return { data: Float32Array.from(random.randint(0, 2, rows) as ArrayLike<number>), shape: [rows, 1] };
}

/** Random word ids, padded at the front: the last `rowLengths[i]` ids of row i are real. */
export function sentences(random: RandomState, words: number, length: number, rowLengths: number[]): NdArray {
  const data = new Int32Array(rowLengths.length * length);
  rowLengths.forEach((count, row) => {
    for (let t = length - count; t < length; t++)
      data[row * length + t] = 1 + Math.floor((random.rand() as number) * (words - 1));
  });
  return { data, shape: [rowLengths.length, length] };
}

/** The only array, or all by the names of the model's outputs. */
export function toOutputs(model: tf.LayersModel, arrays: readonly NdArray[]): Outputs {
  if (arrays.length === 1) return arrays[0];
  return Object.fromEntries(outputNames(model).map((name, i) => [name, arrays[i]]));
}

/** The arrays in the order of the model's outputs. */
export function fromOutputs(model: tf.LayersModel, outputs: Outputs): NdArray[] {
  const names = outputNames(model);
  return names.length === 1 ? [outputs as NdArray] : names.map((name) => (outputs as NdArrays)[name]);
}

/** ‖a − b‖₂ / ‖b‖₂ */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    norm += b[i] ** 2;
  }
  return Math.sqrt(difference / norm);
}

/** `relativeError` per weight, by name. */
export function relativeErrors(a: readonly NamedWeight[], b: readonly NamedWeight[]): Record<string, number> {
  expect(a.map(({ name, shape }) => ({ name, shape }))).toEqual(
    b.map(({ name, shape }) => ({ name, shape })),
  );
  return Object.fromEntries(a.map((weight, i) => [weight.name, relativeError(weight.data, b[i].data)]));
}

/** Runs `action` with the engine, and closes it. */
export async function using<T, Y extends Outputs>(
  engine: Promise<Engine<Y>>,
  action: (engine: Engine<Y>) => Promise<T>,
): Promise<T> {
  const opened = await engine;
  try {
    return await action(opened);
  } finally {
    await opened.close();
  }
}

/** A generator for Keras's `shuffle=False`. */
export const inOrder = { shuffle: () => undefined, getState: () => new RandomState(0).getState() } as never;

/** What a process would read back: nothing that is shared with the fit that wrote it. */
export const copied = (checkpoint: Checkpoint): Checkpoint => structuredClone(withOwnMemory(checkpoint));

function withOwnMemory(checkpoint: Checkpoint): Checkpoint {
  const { w, slots, updatedAt, ...rest } = checkpoint.trainer;
  const trainer = {
    ...rest,
    w: Float32Array.from(w),
    slots: slots.map((slot) => Float32Array.from(slot)),
    updatedAt: updatedAt.map((rows) => Int32Array.from(rows)),
  };
  return { ...checkpoint, trainer };
}
