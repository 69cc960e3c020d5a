/** A process that writes a run until something stops it: `node write.cjs <runs folder> <what>`. */
const { openSync } = require('node:fs');
const { createRun } = require('../dist');

const [runsDir, what] = process.argv.slice(2);
const row = (index) => ({ index, text: '재미있다', tokens: ['재미있', '다'], label: 1, probability: 0.9 });

async function* endlessRows() {
  for (let index = 0; ; index++) yield row(index);
}

const writing = {
  async metrics(run) {
    for (let step = 1; ; step++) {
      run.step({ step, epoch: 1, t: step / 100, loss: 1 / step, accuracy: 0.5 });
      if (step % 100 === 0) run.update({ timings: { train: step / 100 } });
      if (step % 1000 === 0) await new Promise(setImmediate);
    }
  },
  predictions: (run) => run.writePredictions('test', endlessRows()),
  model: (run) => {
    run.writePreprocessing({ kind: 'text', stopwords: ['의'] });
    return run.saveModel({ modelTopology: {}, weightSpecs: [], weightData: new ArrayBuffer(1 << 20) });
  },
  /** Opens files until the process may open no more. */
  async descriptors(run) {
    for (;;) {
      try {
        openSync(__filename, 'r');
      } catch {
        return run.update({ timings: { train: 1 } });
      }
    }
  },
  background: () => new Promise((resolve) => setTimeout(resolve, 300)),
};

async function main() {
  const run = await createRun({
    runsDir,
    experiment: 'nsmc',
    title: { en: 'Reviews', ko: '영화평' },
    command: 'npx rnn-lab nsmc',
    params: {},
    seed: 0,
    engine: 'cpu',
    workers: 1,
    reference: {},
    git: null,
    packages: {},
  });
  console.log(run.directory);
  try {
    await writing[what](run);
    run.finish({ results: {} });
  } catch (error) {
    run.fail(error.message);
    throw error;
  }
}

main().catch((error) => {
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
});
