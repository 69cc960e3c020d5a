import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { runMain } from './command';
import { benchmarkGrowth } from './growth-benchmark';
import { growthMarkdown } from './growth-markdown';
import { readJsonOption } from './json-option';
import { keepReport } from './reports';
import { NSMC } from './workload';

runMain('bench:growth [--json]', async (words) => {
  const json = readJsonOption(words);
  // Keeps TensorFlow.js from advising its users to install another backend.
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
