import type * as tf from '@tensorflow/tfjs';
import type { Engine, Outputs } from '../../src';
import { fromOutputs, inOrder } from '../helpers';
import { TOLERANCE } from '../parity';
import type { Reference } from '../reference';
import { buildModel, dataFor, NO_COMMON_AXIS } from './build';
import type { ModelDraw } from './draw';

/** TensorFlow.js doesn't apply a layer with an activityRegularizer. */
const IMPOSSIBLE = [NO_COMMON_AXIS, 'in the presence of activity regularizer(s)'];

/** Undefined if TensorFlow.js has no such model. */
export function tryBuild(draw: ModelDraw): tf.LayersModel | undefined {
  try {
    return buildModel(draw);
  } catch (error) {
    if (IMPOSSIBLE.some((message) => (error as Error).message.includes(message))) return undefined;
    throw error;
  }
}

/** What the engine computes for the drawn model, like `reference`. */
export async function resultsOf(
  engine: Engine<Outputs>,
  draw: ModelDraw,
  model: tf.LayersModel,
): Promise<Reference> {
  const { x, y } = dataFor(draw, model);
  const predictions = fromOutputs(model, await engine.predict(x)).map(({ data }) => data as Float32Array);
  const { loss, gradients } = await engine.gradients(x, y);
  await engine.fit(x, y, { epochs: 1, batchSize: draw.rows, random: inOrder });
  const weights = model.layers.flatMap((layer) => layer.weights);
  return {
    predictions,
    loss,
    gradients: byName(model.trainableWeights, gradients),
    stepped: byName(weights, await engine.getWeights()),
  };
}

function byName(weights: readonly tf.LayerVariable[], arrays: readonly { data: Float32Array }[]) {
  return new Map(weights.map(({ originalName }, i) => [originalName, arrays[i].data]));
}

/** What of `ours` isn't as expected: the name, and the relative error. */
export function differences(ours: Reference, expected: Reference): [name: string, error: number][] {
  const largest = Math.max(0, ...[...expected.gradients.values()].map(norm));
  return [
    ...ours.predictions.flatMap((a, i) => difference(`prediction ${i}`, a, expected.predictions[i])),
    ...difference('loss', Float32Array.of(ours.loss), Float32Array.of(expected.loss)),
    // A gradient can be 0, so that rounding errors remain of it: that of a bias before normalization, or all through a softmax.
    ...[...ours.gradients].flatMap(([name, a]) =>
      difference(`gradient of ${name}`, a, expected.gradients.get(name), 1e-7 + 1e-6 * largest),
    ),
    // A step can end near 0.
    ...[...ours.stepped].flatMap(([name, a]) =>
      difference(`weight ${name}`, a, expected.stepped.get(name), 1e-5),
    ),
  ];
}

/** @param rounding a difference that is always allowed */
function difference(
  name: string,
  a: Float32Array,
  b: Float32Array | undefined,
  rounding = 1e-7,
): [name: string, error: number][] {
  if (a.length !== b?.length) return [[name, NaN]];
  const error = norm(a.map((value, i) => value - b[i]));
  return error <= TOLERANCE * norm(b) + rounding ? [] : [[name, error / norm(b)]];
}

const norm = (data: Float32Array) => Math.hypot(...data);
