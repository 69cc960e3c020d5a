import * as tf from '@tensorflow/tfjs';
import { MaskedGlobalAveragePooling1D, MaskedGlobalMaxPooling1D } from './masked-pooling';

/** The embeddings of words 0 … 3; word 0 is masked. */
const TABLE = [
  [9, 9],
  [-1, 4],
  [-3, 2],
  [-5, 0],
];

function pooled(layer: tf.layers.Layer, maskZero: boolean): tf.Sequential {
  const embedding = tf.layers.embedding({
    inputDim: 4,
    outputDim: 2,
    inputLength: 3,
    maskZero,
    weights: [tf.tensor(TABLE)],
  });
  return tf.sequential({ layers: [embedding, layer] });
}

const ROWS = tf.tensor([
  [0, 2, 1],
  [3, 0, 0],
  [0, 0, 0],
]);

it.each<[string, () => tf.layers.Layer, boolean, number[][]]>([
  [
    'maximum, masked',
    () => new MaskedGlobalMaxPooling1D(),
    true,
    [
      [-1, 4],
      [-5, 0],
      [0, 0],
    ],
  ],
  [
    'maximum of all time steps',
    () => new MaskedGlobalMaxPooling1D(),
    false,
    [
      [9, 9],
      [9, 9],
      [9, 9],
    ],
  ],
  [
    'average, masked',
    () => new MaskedGlobalAveragePooling1D(),
    true,
    [
      [-2, 3],
      [-5, 0],
      [0, 0],
    ],
  ],
])('pools: %s', (_, layer, maskZero, expected) => {
  const model = pooled(layer(), maskZero);
  expect((model.predict(ROWS) as tf.Tensor).arraySync()).toEqual(expected);
});

it('refuses an input without time steps, or with more than those', () => {
  for (const inputShape of [[3], [2, 4, 3]]) {
    const layers = [tf.layers.inputLayer({ inputShape }), new MaskedGlobalMaxPooling1D()];
    expect(() => tf.sequential({ layers })).toThrow('expected ndim=3');
  }
});

it('loads in a saved model', async () => {
  const model = pooled(new MaskedGlobalAveragePooling1D(), true);
  let artifacts: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler(async (given) => {
      artifacts = given;
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(given) };
    }),
  );
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  expect((loaded.predict(ROWS) as tf.Tensor).arraySync()).toEqual(
    (model.predict(ROWS) as tf.Tensor).arraySync(),
  );
});
