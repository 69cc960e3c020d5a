/** Begins a run and interrupts it (`node resume.cjs begin <runs folder>`), or resumes and finishes it (`resume <its folder>`). */
const { createRun, openRun } = require('../dist');

const [, , action, folder] = process.argv;
const values = { count: 1, zeros: 0, norm: 1, min: 1, p5: 1, p25: 1, p50: 1, p75: 1, p95: 1, max: 1 };
const row = { index: 0, text: '재미있다', tokens: ['재미있', '다'], label: 1, probability: 0.9 };

function writeInput(run) {
  run.writePreprocessing({ kind: 'text' });
  run.writeVocabulary(['재미있', '다']);
  run.writeData({
    kind: 'series',
    rows: 0,
    points: { times: [], values: [] },
    season: null,
    autocorrelation: [],
  });
}

async function train(run, step) {
  run.step({ step, epoch: 1, t: step, loss: 1 / step });
  run.histograms({ step, epoch: 1, weights: [{ name: 'w', values, gradients: values }], gates: [] });
  await run.saveCheckpoint(step, {});
  await run.saveModel({
    modelTopology: {},
    weightSpecs: [{ name: 'w', shape: [1], dtype: 'float32' }],
    weightData: new ArrayBuffer(4),
  });
  await run.writePredictions('test', [row]);
  run.writeMemory({ distances: [], splits: {} });
}

const actions = {
  async begin() {
    const options = {
      runsDir: folder,
      experiment: 'nsmc',
      title: { en: 'Reviews', ko: '영화평' },
      command: '',
    };
    const provenance = {
      params: {},
      seed: 0,
      engine: 'cpu',
      workers: 1,
      reference: {},
      git: null,
      packages: {},
    };
    const run = await createRun({ ...options, ...provenance });
    writeInput(run);
    await train(run, 1);
    run.interrupt();
    console.log(run.directory);
  },
  async resume() {
    const { writer } = await openRun(folder);
    writeInput(writer);
    await writer.begin();
    await train(writer, 2);
    writer.finish({ results: {} });
  },
};

actions[action]().catch((error) => {
  console.error(`${error.name}: ${error.message}`);
  process.exit(1);
});
