import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { InputError } from '../../errors';
import type { StepRecord } from '../../fit';
import { compilable } from '../../graph/compilable';
import { Inference } from './inference';
import type { SharedFit, SharedModel, SharedPrediction } from './shared';
import type { EpochEnd } from './training';
import { Training } from './training';

/** What the engine asks of its threads; every thread gets every command. */
export type Command =
  | { kind: 'beginFit'; fit: SharedFit }
  | { kind: 'epoch'; order: Int32Array; stepsBefore: number }
  | { kind: 'gradients'; batch: Int32Array }
  | { kind: 'endFit' }
  | { kind: 'predict'; prediction: SharedPrediction };

export type Reply =
  | { kind: 'done'; result?: EpochEnd }
  /** An error comes without its class: `refused` says that it was an `InputError`. */
  | { kind: 'failed'; error: Error; refused: boolean }
  | { kind: 'steps'; steps: StepRecord[] };

/** Steps are reported in bundles this many milliseconds apart. */
const REPORT_INTERVAL = 20;

const port = parentPort as MessagePort;
const { shared, worker } = workerData as { shared: SharedModel; worker: number };
const model = compilable(shared.spec, shared.loss);
let inference: Inference | undefined;
let training: Training | undefined;

port.on('message', (command: Command) => {
  try {
    reply({ kind: 'done', result: execute(command) });
  } catch (error) {
    reply({ kind: 'failed', error: error as Error, refused: error instanceof InputError });
  }
});

function execute(command: Command): EpochEnd | undefined {
  switch (command.kind) {
    case 'beginFit':
      training = new Training(shared, model, command.fit, worker);
      return undefined;
    case 'epoch':
      return runEpoch(training as Training, command.order, command.stepsBefore);
    case 'gradients':
      (training as Training).computeGradients(command.batch);
      return undefined;
    case 'endFit':
      training?.release();
      training = undefined;
      return undefined;
    case 'predict':
      inference ??= new Inference(shared, model, worker);
      inference.run(command.prediction);
      return undefined;
  }
}

function runEpoch(training: Training, order: Int32Array, stepsBefore: number): EpochEnd {
  const started = performance.now();
  let reported = started;
  let steps: StepRecord[] = [];
  const flush = () => {
    if (steps.length > 0) reply({ kind: 'steps', steps });
    steps = [];
  };
  const end = training.epoch(order, stepsBefore, (step, batchSize, logs) => {
    if (worker !== 0) return;
    const now = performance.now();
    steps.push({ ...logs, step, batchSize, seconds: (now - started) / 1000 });
    if (now - reported > REPORT_INTERVAL) {
      flush();
      reported = now;
    }
  });
  flush();
  return end;
}

function reply(message: Reply): void {
  port.postMessage(message);
}
