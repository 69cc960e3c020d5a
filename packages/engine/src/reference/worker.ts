import * as tf from '@tensorflow/tfjs';
import '@rnn-lab/models/layers';
import { deriveSeed } from '@rnn-lab/random';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { StepRecord } from '../trainer';
import type { NdArray } from '../types';
import type { Command, Reply, Result, Results, SharedModel, Start } from './commands';
import { copyVectors, SnapshotRequest } from '../backend/threads/snapshot';
import { Control, State } from './commands';
import { loadTfjsNode, TfjsNodeError } from './load-tfjs-node';
import type { ThreadEvents } from './thread';
import { TrainableModel } from './trainable-model';

const port = parentPort as MessagePort;
const { library, model: shared } = workerData as Start;
let model: TrainableModel;

const started = answer(0, async () => {
  // Suppresses TensorFlow.js's four-line advice to install its native package.
  tf.enableProdMode();
  if (library === 'tfjs-node') loadTfjsNode();
  await tf.setBackend(library === 'tfjs-node' ? 'tensorflow' : 'cpu');
  if (shared) model = await load(shared);
  return undefined;
});

port.on('message', ({ id, command }: { id: number; command: Command }) => {
  const events = {
    onStep: (step: StepRecord) => send({ id, kind: 'step', step }),
    onSnapshot: () => send({ id, kind: 'snapshot' }),
  };
  void started.then(() => answer(id, async () => execute(shared as SharedModel, command, events)));
});

async function answer(id: number, action: () => Promise<Result>): Promise<void> {
  try {
    send({ id, kind: 'done', result: await action() });
  } catch (error) {
    const { message, stack } = error as Error;
    send({ id, kind: 'failed', message, stack, unavailable: error instanceof TfjsNodeError });
  }
}

function send(reply: Reply): void {
  port.postMessage(reply);
}

async function load({ artifacts, spec, outputs, optimizer, vectors }: SharedModel): Promise<TrainableModel> {
  // With saved weights, TensorFlow.js doesn't draw initial ones, which takes minutes for large orthogonal matrices.
  const layers = await tf.loadLayersModel(tf.io.fromMemory(artifacts as tf.io.ModelArtifacts));
  return new TrainableModel(layers, spec, outputs, optimizer, vectors);
}

function execute(shared: SharedModel, command: Command, events: ThreadEvents): Result {
  switch (command.kind) {
    case 'epoch':
      return runEpoch(shared, command, events);
    case 'evaluate':
      return evaluate(shared, command);
    case 'predict':
      return predict(shared, command);
    case 'gradients': {
      const { loss, gradient } = model.backward(command.rows, 0);
      // Undoes what layers did to their own statistics.
      model.loadWeights();
      return { loss, gradient };
    }
    case 'load':
      model.loadWeights();
      return undefined;
  }
}

function runEpoch(
  { control, reportPredictions, vectors }: SharedModel,
  {
    rows,
    order,
    batchSize,
    dropoutSeed,
    learningRateFactor,
    done,
    snapshot,
  }: Extract<Command, { kind: 'epoch' }>,
  { onStep, onSnapshot }: ThreadEvents,
): Results['epoch'] {
  const started = performance.now();
  for (
    let begin = done * batchSize;
    begin < order.length && !Atomics.load(control, Control.abort);
    begin += batchSize
  ) {
    const batch = order.subarray(begin, begin + batchSize);
    const { weights } = rows;
    const taken = {
      x: gather(rows.x, batch),
      y: rows.y.map((array) => gather(array, batch)),
      weights: weights && Float32Array.from(batch, (row) => weights[row]),
    };
    const seed = deriveSeed(dropoutSeed, `step ${begin / batchSize}`);
    const { loss, losses, predictions, gradient } = model.backward(taken, seed);
    if (!Number.isFinite(loss)) {
      model.loadWeights();
      return { nonFinite: { loss, losses } };
    }
    const step = Atomics.load(control, Control.steps) + 1;
    model.beginStep(step, learningRateFactor);
    if (Atomics.compareExchange(control, Control.state, State.computing, State.writing) !== State.computing)
      break;
    model.applyGradient(gradient);
    Atomics.store(control, Control.steps, step);
    Atomics.store(control, Control.state, State.computing);
    onStep({
      loss,
      losses,
      step,
      batchSize: batch.length,
      seconds: (performance.now() - started) / 1000,
      predictions: reportPredictions ? predictions : undefined,
    });
    if (!snapshot || Atomics.load(control, Control.held)) continue;
    const request = Atomics.exchange(control, Control.requested, SnapshotRequest.none);
    if (request === SnapshotRequest.none) continue;
    Atomics.store(control, Control.held, 1);
    copyVectors(vectors, snapshot, 0, 1);
    onSnapshot();
    if (request === SnapshotRequest.stop) break;
  }
  return {};
}

function evaluate(
  { control }: SharedModel,
  { rows, batchSize }: Extract<Command, { kind: 'evaluate' }>,
): Results['evaluate'] {
  const parts = [...batches(rows.x.shape[0], batchSize, control)].map((batch) =>
    model.evaluate({ x: gather(rows.x, batch), y: rows.y.map((array) => gather(array, batch)) }),
  );
  return {
    losses: rows.y.map((_, i) => concat(parts.map(({ losses }) => losses[i]))),
    predictions: rows.y.map((_, i) => concat(parts.map(({ predictions }) => predictions[i]))),
    penalty: parts[0]?.penalty ?? 0,
  };
}

function predict(
  { control, outputs }: SharedModel,
  { x, batchSize }: Extract<Command, { kind: 'predict' }>,
): NdArray[] {
  const parts = [...batches(x.shape[0], batchSize, control)].map((batch) => model.predict(gather(x, batch)));
  return outputs.map((_, i) => {
    const [, ...rest] = parts[0]?.[i].shape ?? [];
    return { data: concat(parts.map((part) => part[i].data)), shape: [x.shape[0], ...rest] };
  });
}

/** Batches of the rows in their order, until the command is aborted. */
function* batches(rows: number, size: number, control: Int32Array): Generator<Int32Array> {
  for (let begin = 0; begin < rows && !Atomics.load(control, Control.abort); begin += size) {
    yield Int32Array.from({ length: Math.min(size, rows - begin) }, (_, i) => begin + i);
  }
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function gather({ data, shape }: NdArray, rows: Int32Array): NdArray {
  const size = shape.slice(1).reduce((a, b) => a * b, 1);
  const gathered =
    data instanceof Int32Array ? new Int32Array(rows.length * size) : new Float32Array(rows.length * size);
  rows.forEach((row, i) => gathered.set(data.subarray(row * size, (row + 1) * size), i * size));
  return { data: gathered, shape: [rows.length, ...shape.slice(1)] };
}
