import * as tf from '@tensorflow/tfjs';
import { runMain } from './command';
import { benchmarkInference, predictionDisagreements } from './inference-benchmark';
import { keepReport } from './reports';
import { inferenceTable } from './step-table';
import { readWorkers } from './workers-option';
import { IMDB } from './workload';

runMain('bench:inference [--workers N] [--json]', async (args) => {
  const { workers, json } = readWorkers(args);
  // Keeps TensorFlow.js from recommending another backend.
  tf.enableProdMode();
  const report = await benchmarkInference(IMDB, 25_000, 5, workers);
  keepReport('inference', report);
  console.log(json ? JSON.stringify(report) : inferenceTable(report));
  return predictionDisagreements(report);
});
