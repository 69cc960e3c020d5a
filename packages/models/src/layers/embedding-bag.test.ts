import * as tf from '@tensorflow/tfjs';
import { EmbeddingBag } from './embedding-bag';

/** Row 0 stands for none, whatever it holds. */
const TABLE = [
  [9, 9],
  [1, 2],
  [3, 6],
  [5, -2],
];
/** Ids 0 … 2; id 0 has no rows. */
const BAGS = [
  [0, 0, 0],
  [1, 0, 0],
  [1, 2, 3],
];

function bagModel(maskZero = false): tf.Sequential {
  const layer = new EmbeddingBag({
    inputDim: 3,
    outputDim: 2,
    tableSize: 4,
    bagSize: 3,
    inputLength: 2,
    maskZero,
  });
  const model = tf.sequential({ layers: [layer] });
  layer.setWeights([tf.tensor(TABLE), tf.tensor(BAGS)]);
  return model;
}

const IDS = tf.tensor([
  [0, 1],
  [2, 2],
]);

it("averages the rows of an id's bag, and makes zeros of an empty one", () => {
  expect((bagModel().predict(IDS) as tf.Tensor).arraySync()).toEqual([
    [
      [0, 0],
      [1, 2],
    ],
    [
      [3, 2],
      [3, 2],
    ],
  ]);
});

it('trains the table, and leaves the bags', () => {
  const model = bagModel();
  expect(model.trainableWeights.map(({ originalName }) => originalName)).toEqual([
    expect.stringMatching(/embeddings$/),
  ]);
  const { grads } = tf.variableGrads(() => (model.apply(IDS) as tf.Tensor).sum());
  const third = Math.fround(2 / 3);
  const expected = [0, 0, 1 + third, 1 + third, third, third, third, third];
  const [gradient] = Object.values(grads);
  [...gradient.dataSync()].forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
});

it('masks id 0 on request', () => {
  const layer = bagModel(true).layers[0];
  expect((layer.computeMask(IDS) as tf.Tensor).arraySync()).toEqual([
    [0, 1],
    [1, 1],
  ]);
  expect(bagModel().layers[0].computeMask(IDS)).toBeNull();
});

it('loads in a saved model', async () => {
  const model = bagModel(true);
  const loaded = await tf.models.modelFromJSON(JSON.parse(model.toJSON() as string));
  loaded.setWeights(model.getWeights());
  expect((loaded.predict(IDS) as tf.Tensor).arraySync()).toEqual(
    (model.predict(IDS) as tf.Tensor).arraySync(),
  );
});
