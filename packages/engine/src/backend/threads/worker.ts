import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { InputError } from '../../errors';
import type { StepHistograms, StepRecord } from '../../trainer';
import { compileModel } from '../../graph/compile-model';
import { Heap, newHeapState } from '../heap';
import { PredictWorker } from './predict-worker';
import type { SharedFit, SharedModel, SharedPrediction } from './shared';
import type { Epoch, EpochEnd } from './train-worker';
import { TrainWorker } from './train-worker';

/** Commands from the engine. Every thread receives every command. */
export type Command =
  | { kind: 'beginFit'; fit: SharedFit }
  | ({ kind: 'epoch' } & Epoch)
  | { kind: 'gradients'; batch: Int32Array }
  | { kind: 'endFit' }
  | { kind: 'predict'; prediction: SharedPrediction }
  /** The thread ends, without a reply. */
  | { kind: 'end' };

export type Reply =
  | { kind: 'done'; result?: EpochEnd }
  /** Errors lose their class when they are sent: `refused` marks an `InputError`. */
  | { kind: 'failed'; error: Error; refused: boolean }
  /** `histograms`: of the last of the steps. `snapshot`: the snapshot of that step is complete. */
  | { kind: 'steps'; steps: StepRecord[]; histograms?: StepHistograms; snapshot?: number };

/** Steps are reported in bundles, at most one per this many milliseconds. */
const REPORT_INTERVAL = 20;

const port = parentPort as MessagePort;
const { shared, worker } = workerData as { shared: SharedModel; worker: number };
const model = compileModel(
  shared.spec,
  shared.outputs.map(({ loss }) => loss.name),
);
let predictWorker: PredictWorker | undefined;
let trainWorker: TrainWorker | undefined;

port.on('message', (command: Command) => {
  if (command.kind === 'end') {
    trainWorker?.release();
    predictWorker?.release();
    // A second command to end can follow before the thread has ended.
    trainWorker = undefined;
    predictWorker = undefined;
    port.close();
    return;
  }
  try {
    reply({ kind: 'done', result: execute(command) });
  } catch (error) {
    reply({ kind: 'failed', error: error as Error, refused: error instanceof InputError });
  }
});

function execute(command: Exclude<Command, { kind: 'end' }>): EpochEnd | undefined {
  switch (command.kind) {
    case 'beginFit':
      trainWorker = new TrainWorker(shared, model, command.fit, worker, new Heap(shared.heap));
      return undefined;
    case 'epoch':
      return runEpoch(trainWorker as TrainWorker, command);
    case 'gradients':
      (trainWorker as TrainWorker).computeGradients(command.batch, 0, 0);
      return undefined;
    case 'endFit':
      trainWorker?.release();
      trainWorker = undefined;
      return undefined;
    case 'predict':
      // A heap of its own: what is allocated from the engine's heap during a fit is freed after it.
      predictWorker ??= new PredictWorker(
        shared,
        model,
        worker,
        new Heap(newHeapState({ checked: Boolean(shared.heap.allocated) })),
      );
      predictWorker.run(command.prediction);
      return undefined;
  }
}

function runEpoch(trainWorker: TrainWorker, epoch: Epoch): EpochEnd {
  const started = performance.now();
  let reported = started;
  let steps: StepRecord[] = [];
  const flush = () => {
    if (steps.length > 0) reply({ kind: 'steps', steps });
    steps = [];
  };
  const onStep = (step: Omit<StepRecord, 'seconds'>) => {
    if (worker !== 0) return;
    const now = performance.now();
    steps.push({ ...step, seconds: (now - started) / 1000 });
    if (now - reported > REPORT_INTERVAL) {
      flush();
      reported = now;
    }
  };
  const onHistograms = (histograms: StepHistograms) => {
    reply({ kind: 'steps', steps, histograms });
    steps = [];
  };
  const onSnapshot = (step: number) => {
    if (worker !== 0) return;
    reply({ kind: 'steps', steps, snapshot: step });
    steps = [];
  };
  const end = trainWorker.epoch(epoch, { onStep, onHistograms, onSnapshot });
  flush();
  return end;
}

function reply(message: Reply): void {
  port.postMessage(message);
}
