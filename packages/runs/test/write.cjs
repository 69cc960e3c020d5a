/** A process that writes a run until something stops it: `node write.cjs <runs folder> <what>`. */
const { openSync, readdirSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { createRun } = require('../dist');

const [runsDir, what] = process.argv.slice(2);
const row = (index) => ({ index, text: '재미있다', tokens: ['재미있', '다'], label: 1, probability: 0.9 });

async function* endlessRows() {
  for (let index = 0; ; index++) yield row(index);
}

/** Whether the disk has taken any of it. */
function writeSomeOf(descriptor, bytes) {
  try {
    return writeSync(descriptor, Buffer.alloc(bytes)) > 0;
  } catch {
    return false;
  }
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
  /** Fills the disk after the last metrics, so that only the run's end finds it full. */
  async end(run) {
    for (let step = 1; step <= 1000; step++) run.step({ step, epoch: 1, t: step, loss: 1 / step });
    // Writes the pending lines.
    await run.saveCheckpoint(1000, {});
    const filler = openSync(join(runsDir, 'filler'), 'w');
    for (let size = 1 << 16; size > 0; size = writeSomeOf(filler, size) ? size : size >> 1);
  },
  async checkpoints(run) {
    for (const step of [1, 2, 3]) await run.saveCheckpoint(step, { weights: new Float32Array(1 << 18) });
    console.log(readdirSync(join(run.directory, 'checkpoint')).join());
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
