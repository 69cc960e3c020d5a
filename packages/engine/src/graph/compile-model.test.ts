import * as tf from '@tensorflow/tfjs';
import { createEngine, UnsupportedModelError } from '../index';

const { bidirectional, conv1d, dense, embedding, flatten, globalMaxPooling1d, gru, lstm, simpleRNN } =
  tf.layers;

beforeAll(() => tf.enableProdMode());

describe('refuses what it would compute wrongly', () => {
  const input = () => tf.input({ shape: [3] });
  const shared = () => dense({ units: 3, activation: 'tanh', name: 'shared' });
  const out = () => dense({ units: 1, name: 'out' });

  it.each<[string, () => tf.LayersModel, string]>([
    [
      'a nested model',
      () =>
        tf.sequential({
          layers: [tf.sequential({ name: 'inner', layers: [dense({ units: 2, inputShape: [3] })] }), out()],
        }),
      'the type of layer "inner" (Sequential); train it with the engine tfjs',
    ],
    [
      'one layer as two outputs',
      () => {
        const x = input();
        const twice = shared();
        const first = twice.apply(x) as tf.SymbolicTensor;
        const outputs = [first, twice.apply(first) as tf.SymbolicTensor];
        return tf.model({ name: 'm', inputs: x, outputs });
      },
      'The layer "shared" computes two outputs of the model "m", which would have one name;',
    ],
    [
      'the input as an output',
      () => {
        const x = tf.input({ shape: [3], name: 'rows' });
        return tf.model({ inputs: x, outputs: [x, out().apply(x) as tf.SymbolicTensor] });
      },
      'the output "rows", which is the input of the model; train it with the engine tfjs',
    ],
    [
      'several outputs, one of them with time steps',
      () => {
        const x = tf.input({ shape: [3, 1] });
        const steps = dense({ units: 2, name: 'steps' }).apply(x) as tf.SymbolicTensor;
        const last = simpleRNN({ units: 1 }).apply(steps) as tf.SymbolicTensor;
        return tf.model({ inputs: x, outputs: [last, steps] });
      },
      'an output of shape [3,2] of layer "steps" (Dense)',
    ],
    [
      'two inputs',
      () => {
        const inputs = [input(), input()];
        const sum = tf.layers.add().apply(inputs) as tf.SymbolicTensor;
        return tf.model({ name: 'm', inputs, outputs: out().apply(sum) as tf.SymbolicTensor });
      },
      'The model "m" has 2 inputs; an engine trains models with one.',
    ],
    [
      'an initial state',
      () => {
        const x = tf.input({ shape: [4, 2] });
        const state = gru({ units: 3 }).apply(x) as tf.SymbolicTensor;
        const decoded = gru({ units: 3, name: 'decoder' }).apply(x, { initialState: [state] });
        return tf.model({ inputs: x, outputs: out().apply(decoded) as tf.SymbolicTensor });
      },
      'a second input, such as initialState, of layer "decoder" (GRU)',
    ],
    [
      'an initial state of both directions',
      () => {
        const x = tf.input({ shape: [4, 2] });
        const state = gru({ units: 3 }).apply(x) as tf.SymbolicTensor;
        const layer = bidirectional({ layer: gru({ units: 3 }) as tf.RNN, mergeMode: 'sum', name: 'both' });
        const decoded = layer.apply(x, { initialState: [state, state] });
        return tf.model({ inputs: x, outputs: out().apply(decoded) as tf.SymbolicTensor });
      },
      'a second input, such as initialState, of layer "both" (Bidirectional)',
    ],
    [
      'a layer of several tensors, each with an output',
      () => {
        const x = input();
        const [, second] = tf.layers
          .dropout({ rate: 0.1, name: 'drop' })
          .apply([
            shared().apply(x) as tf.SymbolicTensor,
            dense({ units: 3 }).apply(x) as tf.SymbolicTensor,
          ]) as tf.SymbolicTensor[];
        return tf.model({ inputs: x, outputs: out().apply(second) as tf.SymbolicTensor });
      },
      'a second input, such as initialState, of layer "drop" (Dropout)',
    ],
    [
      'two masks of the input',
      () => {
        const x = tf.input({ shape: [4, 2] });
        const branches = [0, 0.5].map((maskValue) => {
          const masked = tf.layers.masking({ maskValue, name: `from${maskValue}` }).apply(x);
          return simpleRNN({ units: 2 }).apply(masked) as tf.SymbolicTensor;
        });
        const sum = tf.layers.add().apply(branches);
        return tf.model({ inputs: x, outputs: out().apply(sum) as tf.SymbolicTensor });
      },
      'maskValue 0.5, beside 0, of layer "from0.5" (Masking)',
    ],
    [
      'a model that is frozen as a whole',
      () => {
        const model = tf.sequential({ layers: [dense({ units: 1, inputShape: [3], name: 'still' })] });
        model.trainable = false;
        return model;
      },
      'a model without trainable weights',
    ],
    [
      'a table of word ids',
      () => {
        const x = tf.input({ shape: [3, 2], dtype: 'int32' });
        const words = embedding({ inputDim: 5, outputDim: 2, name: 'words' }).apply(x);
        const flat = tf.layers.timeDistributed({ layer: tf.layers.flatten() }).apply(words);
        return tf.model({ inputs: x, outputs: simpleRNN({ units: 1 }).apply(flat) as tf.SymbolicTensor });
      },
      'an output of shape [3,2,2] of layer "words" (Embedding)',
    ],
    [
      'an embedding alone',
      () =>
        tf.sequential({ layers: [embedding({ inputDim: 5, outputDim: 1, inputLength: 1, name: 'words' })] }),
      'an output of shape [1,1] of layer "words" (Embedding)',
    ],
    [
      'rows of any length',
      () =>
        tf.sequential({
          layers: [embedding({ inputDim: 5, outputDim: 2, name: 'words' }), simpleRNN({ units: 1 })],
        }),
      'an output of shape [null,2] of layer "words" (Embedding)',
    ],
    [
      'rows with two axes of steps',
      () => tf.sequential({ layers: [dense({ units: 1, inputShape: [2, 3, 4], name: 'out' })] }),
      'an output of shape [2,3,1] of layer "out" (Dense)',
    ],
  ])('%s', async (_, model, message) => {
    const error = await createEngine('cpu', model(), { loss: 'meanSquaredError' }).catch(
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(UnsupportedModelError);
    expect((error as Error).message).toContain(message);
  });

  it("a recurrent layer's sigmoid, which can't be fused with cross-entropy", async () => {
    const layers = [simpleRNN({ units: 1, activation: 'sigmoid', inputShape: [3, 1], name: 'memory' })];
    await expect(
      createEngine('cpu', tf.sequential({ layers }), { loss: 'binaryCrossentropy' }),
    ).rejects.toThrow('binaryCrossentropy after the type of layer "memory" (SimpleRNN)');
  });
});

describe("a model that the engine cpu can't compile", () => {
  it.each<[string, tf.layers.Layer[], string]>([
    [
      'an unknown layer',
      [
        conv1d({ filters: 2, kernelSize: 1, inputShape: [3, 1], name: 'window' }),
        flatten(),
        dense({ units: 1 }),
      ],
      'the type of layer "window" (Conv1D)',
    ],
    [
      'an unknown activation',
      [dense({ units: 1, activation: 'selu', inputShape: [3], name: 'out' })],
      'activation "selu" of layer "out" (Dense)',
    ],
    [
      "an activation in a recurrence whose derivative doesn't follow from its output",
      [
        gru({ units: 2, activation: 'gelu' as 'relu', inputShape: [3, 1], name: 'memory' }),
        dense({ units: 1 }),
      ],
      'activation "gelu" of layer "memory" (GRU)',
    ],
    [
      'a state that is kept from batch to batch',
      [lstm({ units: 2, stateful: true, batchInputShape: [2, 3, 1], name: 'memory' }), dense({ units: 1 })],
      'stateful true of layer "memory" (LSTM)',
    ],
    [
      'a mask that reaches a layer without masks',
      [
        embedding({ inputDim: 3, outputDim: 2, inputLength: 3, maskZero: true, name: 'words' }),
        globalMaxPooling1d({ name: 'pool' }),
        dense({ units: 1 }),
      ],
      'the mask of the input of layer "pool" (GlobalMaxPooling1D)',
    ],
    [
      'a mask of whole rows',
      [tf.layers.masking({ inputShape: [2], name: 'known' }), dense({ units: 1 })],
      'the mask of rows without time steps of layer "known" (Masking)',
    ],
    [
      'a mask that goes backwards',
      [
        embedding({ inputDim: 3, outputDim: 2, inputLength: 3, maskZero: true, name: 'words' }),
        lstm({ units: 2, goBackwards: true, returnSequences: true, name: 'memory' }),
        lstm({ units: 2 }),
        dense({ units: 1 }),
      ],
      'the mask of the input of layer "memory" (LSTM)',
    ],
    [
      'both directions reversed',
      [
        bidirectional({
          layer: lstm({ units: 2, goBackwards: true }) as tf.RNN,
          mergeMode: 'concat',
          inputShape: [3, 1],
          name: 'both',
        }),
        dense({ units: 1 }),
      ],
      'goBackwards true of layer "both" (Bidirectional)',
    ],
    [
      'a shape of another size',
      [tf.layers.reshape({ targetShape: [2], inputShape: [3], name: 'pairs' }), dense({ units: 1 })],
      'targetShape [2] of layer "pairs" (Reshape)',
    ],
    [
      "a layer's own seed",
      [tf.layers.dropout({ rate: 0.2, seed: 3, inputShape: [3], name: 'drop' }), dense({ units: 1 })],
      'seed 3 of layer "drop" (Dropout)',
    ],
    [
      "a layer's own seed, of whole features",
      [
        tf.layers.spatialDropout1d({ rate: 0.2, seed: 3, inputShape: [3, 1], name: 'drop' } as {
          rate: number;
        }),
        simpleRNN({ units: 1 }),
      ],
      'seed 3 of layer "drop" (SpatialDropout1D)',
    ],
    [
      'a regularizer',
      [dense({ units: 1, inputShape: [3], kernelRegularizer: 'l1l2', name: 'out' })],
      'of layer "out" (Dense)',
    ],
  ])('is refused with the layer and the engines that can: %s', async (_, layers, message) => {
    const error = await createEngine('cpu', tf.sequential({ layers }), { loss: 'meanSquaredError' }).catch(
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(UnsupportedModelError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).toContain('train it with the engine tfjs-node or tfjs');
  });

  it('is refused: cross-entropy without a sigmoid', async () => {
    const model = tf.sequential({ layers: [dense({ units: 1, inputShape: [3], name: 'out' })] });
    await expect(createEngine('cpu', model, { loss: 'binaryCrossentropy' })).rejects.toThrow(
      'binaryCrossentropy after activation "linear" of layer "out"',
    );
  });
});
