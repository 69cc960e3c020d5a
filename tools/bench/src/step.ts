import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { benchmarkStep, disagreements } from './step-benchmark';
import { stepTable } from './step-table';
import { NSMC_SIZES } from './workload';

const USAGE = 'bench:step [--workers N] [--json]';

interface Options {
  workers: number;
  json: boolean;
}

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${(error as Error).message}\nUsage: ${USAGE}`);
    return 2;
  }
  // Keeps TensorFlow.js from advising its users to install another backend.
  tf.enableProdMode();
  const report = await benchmarkStep(NSMC_SIZES, { warmUp: 20, rounds: 9, steps: 40 }, options.workers);
  console.log(options.json ? JSON.stringify(report) : stepTable(report));
  const sentences = disagreements(report);
  for (const sentence of sentences) console.error(sentence);
  return sentences.length === 0 ? 0 : 1;
}

/** The default number of workers is the trainer's. */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      workers: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
      json: { type: 'boolean', default: false },
    },
  });
  const workers = Number(values.workers);
  if (!Number.isInteger(workers) || workers < 1) {
    throw new Error(`--workers must be a positive integer, not '${values.workers}'.`);
  }
  return { workers, json: values.json };
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
