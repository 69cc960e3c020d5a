import * as tf from '@tensorflow/tfjs';
import { runMain } from './command';
import { keepReport } from './reports';
import { benchmarkStep, disagreements } from './step-benchmark';
import { STEP_MODELS } from './step-models';
import { stepTable } from './step-table';
import { readWorkers } from './workers-option';

runMain('bench:step [--workers N] [--json]', async (args) => {
  const { workers, json } = readWorkers(args);
  // Keeps TensorFlow.js from recommending another backend.
  tf.enableProdMode();
  const reports = [];
  for (const model of STEP_MODELS) {
    reports.push(await benchmarkStep(model, { warmUp: 20, rounds: 9, steps: 30, untimed: 10 }, workers));
  }
  keepReport('step', reports);
  console.log(json ? JSON.stringify(reports) : reports.map(stepTable).join('\n\n'));
  return reports.flatMap(disagreements);
});
