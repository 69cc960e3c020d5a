import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { positiveInteger, runMain } from './command';
import { benchmarkStep, disagreements } from './step-benchmark';
import { stepTable } from './step-table';
import { NSMC_SIZES } from './workload';

runMain('bench:step [--workers N] [--json]', async (words) => {
  const { workers, json } = readOptions(words);
  // Keeps TensorFlow.js from advising its users to install another backend.
  tf.enableProdMode();
  const report = await benchmarkStep(NSMC_SIZES, { warmUp: 20, rounds: 9, steps: 40 }, workers);
  console.log(json ? JSON.stringify(report) : stepTable(report));
  return disagreements(report);
});

/** The default number of workers is the trainer's. */
function readOptions(words: readonly string[]) {
  const { values } = parseArgs({
    args: [...words],
    options: {
      workers: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
      json: { type: 'boolean', default: false },
    },
  });
  return { workers: positiveInteger('--workers', values.workers), json: values.json };
}
