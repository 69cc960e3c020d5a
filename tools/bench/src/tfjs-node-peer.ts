import { checkEngine, EngineUnavailableError, loadTfjsNode } from '@rnn-lab/engine';
import * as tf from '@tensorflow/tfjs';
import { MissingPeerError } from './peer';
import type { Peer } from './peer';
import type { Workload } from './workload';

/**
 * TensorFlow.js Layers on TensorFlow's native kernels, used like its users do (`compile`, `trainOnBatch`), with its Adam
 * adjusted to Keras's formula. For word ids only.
 *
 * @throws MissingPeerError if its native part is not installed
 */
export async function startTfjsNodePeer(model: tf.LayersModel, workload: Workload): Promise<Peer> {
  await loadNativeKernels();
  const {
    batchSize,
    loss,
    rowShape: [length],
    x,
    y,
  } = workload;
  const optimizer = tf.train.adam(0.001, 0.9, 0.999, 1e-7);
  model.compile({ optimizer, loss });
  const batchAt = (row: number) => [
    tf.tensor2d(x.subarray(row * length, (row + batchSize) * length), [batchSize, length]),
    tf.tensor2d(y.subarray(row, row + batchSize), [batchSize, 1]),
  ];
  let step = 0;
  return {
    name: `tfjs-node ${tf.version['tfjs-core']}`,
    async train(steps) {
      const times: number[] = [];
      const losses: number[] = [];
      for (let i = 0; i < steps; i++) {
        const batch = batchAt(step++ * batchSize);
        // TensorFlow.js adds epsilon after the second moment's bias correction, Keras before it.
        Object.assign(optimizer, { epsilon: 1e-7 / Math.sqrt(1 - 0.999 ** step) });
        losses.push((await model.trainOnBatch(batch[0], batch[1])) as number);
        times.push(performance.now());
        tf.dispose(batch);
      }
      return { times, losses };
    },
    async predict(rows) {
      const started = performance.now();
      const input = tf.tensor2d(x.subarray(0, rows * length), [rows, length]);
      const output = model.predict(input, { batchSize: 500 }) as tf.Tensor;
      const probabilities = await output.data();
      tf.dispose([input, output]);
      return { milliseconds: performance.now() - started, probabilities };
    },
    close: () => Promise.resolve(),
  };
}

/** @throws MissingPeerError with our engine's message, which says how to install them */
async function loadNativeKernels(): Promise<void> {
  try {
    await checkEngine('tfjs-node');
  } catch (error) {
    if (!(error instanceof EngineUnavailableError)) throw error;
    throw new MissingPeerError(`tfjs-node is not measured: ${error.message}`);
  }
  loadTfjsNode();
  await tf.setBackend('tensorflow');
}
