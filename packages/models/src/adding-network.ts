import type { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { glorotUniform } from './initializers';
import { addRecurrentLayers } from './recurrent-layers';

/** The recurrent layers that can be compared, and how many matrices each has from its state to its state. */
const GATES = { rnn: 1, lstm: 4, gru: 3 } as const;
export type AddingLayer = keyof typeof GATES;
export const ADDING_LAYERS = Object.keys(GATES) as readonly AddingLayer[];

/** Values of a step: the value and its mark. */
const FEATURES = 2;

export interface AddingNetworkOptions {
  recurrent: AddingLayer;
  /** Units of the LSTM; the other layers have as many as bring their number of weights closest to its. */
  lstmUnits: number;
  /** Steps that follow the first marked value, at least: part of the model's name. */
  lag: number;
  /** Steps of a sequence. */
  steps: number;
  /** Draws the weights, layer by layer. */
  random: RandomState;
}

/**
 * A network for the adding problem: one recurrent layer → Dense 1, of about the same number of weights for every kind of
 * layer. Not compiled.
 *
 * @returns sequences, shape [rows, steps, 2] → the sum of the marked values, shape [rows, 1]
 * @throws tfjs's ValueError for a size that is not a positive integer
 */
export function addingNetwork({ recurrent, lstmUnits, lag, steps, random }: AddingNetworkOptions) {
  const model = tf.sequential({ name: `${recurrent}_${lag}` });
  model.add(tf.layers.inputLayer({ name: 'sequence', inputShape: [steps, FEATURES] }));
  addRecurrentLayers(model, {
    recurrent,
    layers: 1,
    units: unitsOfEqualSize(recurrent, lstmUnits),
    dropout: 0,
    random,
  });
  model.add(
    tf.layers.dense({
      name: 'dense',
      units: 1,
      kernelInitializer: glorotUniform(random),
      biasInitializer: 'zeros',
    }),
  );
  return model;
}

/** The units with which the network's number of weights is closest to that of the LSTM's. */
function unitsOfEqualSize(recurrent: AddingLayer, lstmUnits: number): number {
  const wanted = weights('lstm', lstmUnits);
  let units = lstmUnits;
  while (weights(recurrent, units) < wanted) units++;
  const surplus = weights(recurrent, units) - wanted;
  return surplus > wanted - weights(recurrent, units - 1) ? units - 1 : units;
}

function weights(recurrent: AddingLayer, units: number): number {
  return GATES[recurrent] * units * (FEATURES + units + 1) + units + 1;
}
