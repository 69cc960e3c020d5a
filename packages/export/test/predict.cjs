/**
 * Prints what unmodified TensorFlow.js predicts with saved models, a line of JSON each:
 * `node predict.cjs '[{"folder": …, "x": {"data": […], "shape": […]}}]'`.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const tf = require('@tensorflow/tfjs');

async function load(folder) {
  const { weightsManifest, ...rest } = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
  const [{ paths, weights }] = weightsManifest;
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, paths[0]));
  const weightData = buffer.slice(byteOffset, byteOffset + byteLength);
  return tf.loadLayersModel(tf.io.fromMemory({ ...rest, weightSpecs: weights, weightData }));
}

async function main() {
  for (const { folder, x } of JSON.parse(process.argv[2])) {
    const model = await load(folder);
    console.log(JSON.stringify(Array.from(model.predict(tf.tensor(x.data, x.shape)).dataSync())));
  }
}

void main();
