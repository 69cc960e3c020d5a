import * as tf from '@tensorflow/tfjs';
import { runMain } from './command';
import { benchmarkMatMul } from './matmul-benchmark';
import { keepReport } from './reports';
import { disagreements } from './step-benchmark';
import { stepTable } from './step-table';
import { readWorkers } from './workers-option';
import { IMDB, NSMC } from './workload';

runMain('bench:matmul [--workers N] [--json]', async (args) => {
  const { workers, json } = readWorkers(args);
  // Keeps TensorFlow.js from recommending another backend.
  tf.enableProdMode();
  const reports = [];
  for (const recipe of [NSMC, IMDB]) {
    const schedule = { warmUp: 20, rounds: 15, steps: 30, untimed: 10 };
    reports.push(await benchmarkMatMul(recipe, schedule, workers));
  }
  keepReport('matmul', reports);
  console.log(json ? JSON.stringify(reports) : reports.map(stepTable).join('\n\n'));
  return reports.flatMap(disagreements);
});
