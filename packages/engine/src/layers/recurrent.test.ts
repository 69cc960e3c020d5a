import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MaskedGlobalAveragePooling1D } from '@rnn-lab/models';
import * as tf from '@tensorflow/tfjs';
import { using } from '../../test/helpers';
import { createEngine } from '../index';

/** What test/fixtures/recurrent_figures.py wrote: the inputs count up from 0. */
interface Figure {
  shape: number[];
  options: { class: 'SimpleRNN' | 'LSTM' | 'GRU' | 'TimeDistributed'; units: number } & Record<
    string,
    unknown
  >;
  mask?: boolean[][];
  mergeMode?: 'concat' | 'ave' | 'mul' | 'sum';
  weights: number[][];
  output: number[];
}

const { cases } = JSON.parse(
  readFileSync(join(__dirname, '../../test/fixtures/recurrent_figures.json'), 'utf8'),
) as { cases: Figure[] };

const L = tf.layers;
const MASK_VALUE = -1;

function layerOf({ options: { class: className, ...options }, mergeMode }: Figure): tf.layers.Layer {
  if (className === 'TimeDistributed') return L.timeDistributed({ layer: L.dense(options) });
  const constant = (value: number) => tf.initializers.constant({ value });
  const config = {
    // Keras's default. TensorFlow.js documents the same, but has false.
    unitForgetBias: true,
    kernelInitializer: constant(0.01),
    recurrentInitializer: constant(0.02),
    biasInitializer: constant(0.03),
    ...options,
  };
  const gates = { ...config, recurrentActivation: 'sigmoid' } as const;
  const create = { SimpleRNN: () => L.simpleRNN(config), LSTM: () => L.lstm(gates), GRU: () => L.gru(gates) };
  const layer = create[className]();
  return mergeMode ? L.bidirectional({ layer: layer as tf.RNN, mergeMode }) : layer;
}

/** Masked time steps have `MASK_VALUE`; a sequence ends in the layers `rest`. */
function modelOf(figure: Figure, ...rest: tf.layers.Layer[]): tf.Sequential {
  const layer = layerOf(figure);
  const [, ...inputShape] = figure.shape;
  const front = figure.mask ? [L.masking({ maskValue: MASK_VALUE, inputShape })] : [];
  const input = figure.mask ? [] : [L.inputLayer({ inputShape })];
  const model = tf.sequential({ layers: [...input, ...front, layer, ...rest] });
  // Keras's Bidirectional takes a layer for each direction, TensorFlow.js's one for both.
  if (figure.mergeMode === 'mul' || figure.options.class === 'TimeDistributed') {
    const shapes = layer.getWeights().map((weight) => weight.shape);
    layer.setWeights(figure.weights.map((values, i) => tf.tensor(values, shapes[i])));
  }
  return model;
}

function inputOf({ shape, mask }: Figure): Float32Array {
  const [rows, steps, features] = shape;
  return Float32Array.from({ length: rows * steps * features }, (_, i) => {
    const step = Math.floor(i / features);
    return (mask?.[Math.floor(step / steps)][step % steps] ?? true) ? i : MASK_VALUE;
  });
}

/** The mean over the time steps that aren't masked, [rows, units]. */
function maskedMean({ shape: [, steps], mask, output }: Figure, units: number): number[] {
  return (mask as boolean[][]).flatMap((row, r) =>
    Array.from({ length: units }, (_, unit) => {
      const values = row.flatMap((real, t) => (real ? [output[(r * steps + t) * units + unit]] : []));
      return values.reduce((sum, value) => sum + value) / values.length;
    }),
  );
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(actual[i] - value)), 0);
  expect(worst).toBeLessThan(1e-5);
}

const titled = cases.map((figure) => {
  const { shape, options, mask, mergeMode } = figure;
  const parts = [shape, options, mask && { mask }, mergeMode].filter(Boolean);
  return [parts.map((part) => JSON.stringify(part)).join(' '), figure] as const;
});

describe("Keras's own tests of recurrent layers", () => {
  it.each(titled)('cpu: %s', async (_, figure) => {
    const { options, mask } = figure;
    const sequences = options['returnSequences'] || options.class === 'TimeDistributed';
    // The engine's output has no time axis, and Flatten no masks.
    const rest = !sequences ? [] : mask ? [new MaskedGlobalAveragePooling1D()] : [L.flatten()];
    const model = modelOf(figure, ...rest);
    const expected = sequences && mask ? maskedMean(figure, options.units) : figure.output;
    await using(createEngine('cpu', model, { loss: 'meanSquaredError' }), async (engine) => {
      const { data } = await engine.predict({ data: inputOf(figure), shape: figure.shape });
      expectClose(data, expected);
    });
  });

  // TensorFlow.js has no `unroll`.
  it.each(titled.filter(([, { options }]) => !options['unroll']))('TensorFlow.js: %s', (_, figure) => {
    const model = modelOf(figure);
    const output = model.predict(tf.tensor(inputOf(figure), figure.shape)) as tf.Tensor;
    expectClose(output.dataSync(), figure.output);
  });

  it.each(titled)('the weights: %s', (_, figure) => {
    const weights = modelOf(figure).getWeights();
    figure.weights.forEach((expected, i) => expectClose(weights[i].dataSync(), expected));
  });
});
