'use strict';
// Limits this process with the given command, continues as the given user, if any, then trains and predicts on two threads.
// Prints the error of each.
const { execSync } = require('node:child_process');
const tf = require('@tensorflow/tfjs');
const { RandomState } = require('@rnn-lab/random');
const { checkEngine, createEngine } = require('../dist');

async function main() {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
  const x = { data: new Float32Array(8), shape: [4, 2] };
  const y = { data: new Float32Array(4), shape: [4, 1] };
  checkEngine('cpu');
  execSync(`${process.argv[2]} ${process.pid}`);
  if (process.argv[3]) process.setuid(Number(process.argv[3]));
  const engine = await createEngine('cpu', model, { loss: 'meanSquaredError', workers: 2 }).catch((error) =>
    console.log(error.message),
  );
  if (!engine) return;
  const attempts = [
    () => engine.fit(x, y, { epochs: 1, batchSize: 2, random: new RandomState(0) }),
    () => engine.predict(x),
  ];
  for (const attempt of attempts)
    console.log(
      await attempt().then(
        () => 'worked',
        (error) => error.message,
      ),
    );
  await engine.close();
}

tf.enableProdMode();
void main();
