import { outputNames } from '@rnn-lab/engine';
import { UserError } from '@rnn-lab/errors';
import type { NdArrays, Outputs } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/errors';
import type * as tf from '@tensorflow/tfjs';

/**
 * What a model predicted at the output with that name; without a name, at its only output.
 *
 * @throws UserError `outputs` if the model doesn't have it
 */
export function outputOf(model: tf.LayersModel, predicted: Outputs, name?: string): NdArray {
  const names = outputNames(model);
  if (names.length === 1 && name === undefined) return predicted as NdArray;
  if (names.length > 1 && name !== undefined && names.includes(name)) return (predicted as NdArrays)[name];
  const asked = name === undefined ? 'one output' : `the output "${name}"`;
  const advice = names.length === 1 ? 'not by output' : 'by output';
  throw new UserError(
    'outputs',
    `The true values are those of ${asked}, but "${model.name}" has ${names.join(', ')}; give them ${advice}.`,
    { model: model.name, outputs: names.join(', ') },
  );
}
