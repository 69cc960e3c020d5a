import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { positiveInteger, runMain } from './command';
import { fuzz } from './fuzz-target';
import { fuzzTargets } from './fuzz-targets';

runMain('bench:fuzz [--inputs N] [--seed S]', async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { inputs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  });
  const inputs = positiveInteger('--inputs', values.inputs);
  const seed = positiveInteger('--seed', values.seed);
  // Keeps TensorFlow.js from recommending another backend.
  tf.enableProdMode();
  const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-fuzz-'));
  const findings: string[] = [];
  try {
    for (const target of await fuzzTargets(folder)) {
      const finding = await fuzz(target, inputs, seed);
      console.log(`${target.name}: ${finding ? 'failed' : `${inputs} inputs`}`);
      if (finding) findings.push(finding);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return findings;
});
