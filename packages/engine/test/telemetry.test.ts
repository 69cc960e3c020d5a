import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, trace, withTool } from '@rnn-lab/testing';

/** Trains for 3 s: ONNX Runtime's telemetry writes its first file after a second or two. */
const TRAINING = `
  const tf = require('@tensorflow/tfjs');
  const { createEngine } = require('@rnn-lab/engine');
  const { RandomState } = require('@rnn-lab/random');
  tf.enableProdMode();
  async function train() {
    const { dense } = tf.layers;
    const layers = [dense({ units: 64, activation: 'tanh', inputShape: [64] }), dense({ units: 1 })];
    const options = { loss: 'meanSquaredError', matmul: 'ort' };
    const engine = await createEngine('cpu', tf.sequential({ layers }), options);
    const x = { data: new Float32Array(64 * 640).fill(0.1), shape: [640, 64] };
    const y = { data: new Float32Array(640).fill(1), shape: [640, 1] };
    const begin = Date.now();
    while (Date.now() - begin < 3000) {
      await engine.fit(x, y, { epochs: 10, batchSize: 64, random: new RandomState(1) });
    }
    await engine.close();
    console.log('trained');
  }`;

const SCRIPTS = {
  'a script': `${TRAINING}\ntrain();`,
  "a script's own worker thread": `
    const { Worker } = require('node:worker_threads');
    new Worker(${JSON.stringify(`${TRAINING}\ntrain();`)}, { eval: true });`,
};

const { describe: describeTraced } = withTool('strace', findProgram('strace') !== undefined);

describeTraced('training contacts no host and writes no file, in', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rnn-lab-quiet-'));
    for (const folder of ['home', 'tmp']) mkdirSync(join(root, folder));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each(Object.entries(SCRIPTS))('%s', async (_, script) => {
    const [home, tmp] = [join(root, 'home'), join(root, 'tmp')];
    // Without CI, which disables telemetry. The user's own value must not enable it.
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      XDG_CACHE_HOME: join(home, '.cache'),
      TMPDIR: tmp,
      ORT_DISABLE_TELEMETRY: '0',
    };
    const traced = await trace(process.execPath, ['-e', script], { cwd: join(__dirname, '..'), env });
    expect(traced).toMatchObject({ code: 0, stdout: 'trained\n', contacts: [] });
    expect(traced.written.filter((path) => !path.startsWith('/dev/'))).toEqual([]);
    expect([home, tmp].flatMap((folder) => readdirSync(folder))).toEqual([]);
  });
});
