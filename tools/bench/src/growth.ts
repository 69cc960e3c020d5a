import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { runMain } from './command';
import { benchmarkGrowth } from './growth-benchmark';
import { growthMarkdown } from './growth-markdown';
import { readJsonOption } from './json-option';
import { keepReport } from './reports';
import { NSMC } from './workload';

runMain('bench:growth [--json]', async (args) => {
  const json = readJsonOption(args);
  // Keeps TensorFlow.js from recommending another backend.
  tf.enableProdMode();
  const report = await benchmarkGrowth(
    NSMC,
    { warmUp: 20, rounds: 9, steps: 30, untimed: 10 },
    availableParallelism(),
  );
  keepReport('growth', report);
  console.log(json ? JSON.stringify(report) : growthMarkdown(report));
  return [];
});
