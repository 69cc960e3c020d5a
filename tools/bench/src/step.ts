import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { positiveInteger, runMain, UsageError } from './command';
import { keepReport } from './reports';
import { benchmarkStep, disagreements } from './step-benchmark';
import { STEP_MODELS } from './step-models';
import type { StepModel } from './step-models';
import { stepTable } from './step-table';
import { WORKERS_OPTIONS } from './workers-option';

runMain('bench:step [--only MODEL,…] [--workers N] [--json]', async (args) => {
  const { models, workers, json } = readOptions(args);
  // Keeps TensorFlow.js from recommending another backend.
  tf.enableProdMode();
  const reports = [];
  for (const model of models) {
    reports.push(await benchmarkStep(model, { warmUp: 20, rounds: 9, steps: 30, untimed: 10 }, workers));
  }
  keepReport('step', reports);
  console.log(json ? JSON.stringify(reports) : reports.map(stepTable).join('\n\n'));
  return reports.flatMap(disagreements);
});

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: { ...WORKERS_OPTIONS, only: { type: 'string' } },
  });
  return {
    models: values.only?.split(',').map(findModel) ?? STEP_MODELS,
    workers: positiveInteger('--workers', values.workers),
    json: values.json,
  };
}

function findModel(name: string): StepModel {
  const model = STEP_MODELS.find((model) => flagName(model) === name.toLowerCase());
  if (model) return model;
  throw new UsageError(`--only must be among ${STEP_MODELS.map(flagName).join(', ')}, not '${name}'.`);
}

/** `NSMC GRU` → `nsmc-gru`. */
function flagName({ name }: StepModel): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
