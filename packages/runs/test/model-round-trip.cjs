/** Saves a model to a new run, loads it again and prints the predictions as JSON: `node model-round-trip.cjs <runs folder>`. */
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const tf = require('@tensorflow/tfjs');
const { createRun, readModel } = require('../dist');

async function main() {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 20, outputDim: 4, inputLength: 5 }),
      tf.layers.lstm({ units: 3 }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  const run = await createRun({
    runsDir: process.argv[2],
    experiment: 'nsmc',
    title: { en: 'Reviews', ko: '영화평' },
    command: 'npx rnn-lab nsmc',
    params: {},
    seed: 0,
    engine: 'tfjs',
    workers: 1,
    reference: {},
    git: null,
    packages: { '@tensorflow/tfjs': tf.version.tfjs },
  });
  await model.save(tf.io.withSaveHandler(run.saveModel));
  run.finish({ results: {} });

  const server = createServer((request, response) =>
    response.end(readFileSync(join(run.directory, request.url))),
  );
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const overHttp = await tf.loadLayersModel(`http://127.0.0.1:${server.address().port}/model/model.json`);
  server.close();
  const byHandler = await tf.loadLayersModel({ load: () => readModel(run.directory) });

  const x = tf.tensor2d([
    [0, 0, 3, 19, 7],
    [1, 2, 3, 4, 5],
  ]);
  const predict = (each) => Array.from(each.predict(x).dataSync());
  console.log(
    JSON.stringify({ saved: predict(model), overHttp: predict(overHttp), byHandler: predict(byHandler) }),
  );
}

void main();
