import * as tf from '@tensorflow/tfjs';
import { adamUpdate, DEFAULT_LEARNING_RATE, stepSize } from '../adam';
import type { AdamVectors } from '../adam';
import { checkCompile, checkData, checkFit } from '../check';
import type { StepRecord, Trainer } from '../fit';
import { refuseNonFinite, runFit } from '../fit';
import { meanLogs } from '../logs';
import type { ModelSpec } from '../model-spec';
import { modelSpec, readWeights } from '../model-spec';
import type {
  CompileOptions,
  Engine,
  EngineName,
  EpochLogs,
  FitOptions,
  Logs,
  Loss,
  NamedWeight,
  NdArray,
  OptimizerState,
} from '../types';
import {
  applyWeights,
  momentVectors,
  nameWeights,
  reportedLogs,
  setMoments,
  setNamedWeights,
} from '../weights';

/** TensorFlow.js's own losses, one number a sample. */
const LOSSES: Readonly<Record<Loss, (target: tf.Tensor, prediction: tf.Tensor) => tf.Tensor>> = {
  meanSquaredError: tf.metrics.meanSquaredError,
  binaryCrossentropy: tf.metrics.binaryCrossentropy,
};

const PREDICTION_BATCH = 256;

/**
 * Trains with TensorFlow.js's own operators and automatic differentiation, on whichever backend it runs: the
 * numerical reference for the ONNX engine. It computes in the calling thread.
 */
export class TfjsEngine implements Engine {
  readonly workers = 1;
  private readonly spec: ModelSpec;
  private readonly vectors: AdamVectors;
  private readonly learningRate: number;
  private step = 0;

  /** @throws InputError */
  constructor(
    readonly name: EngineName,
    private readonly model: tf.LayersModel,
    private readonly options: CompileOptions,
  ) {
    checkCompile(options);
    this.spec = modelSpec(model);
    this.learningRate = options.optimizer?.learningRate ?? DEFAULT_LEARNING_RATE;
    this.vectors = {
      w: readWeights(model, this.spec),
      m: new Float32Array(this.spec.size),
      v: new Float32Array(this.spec.size),
    };
  }

  async fit(x: NdArray, y: NdArray, options: FitOptions): Promise<EpochLogs[]> {
    checkData(this.spec, x, y);
    checkFit(options, x.shape[0]);
    if (options.validationData) checkData(this.spec, ...options.validationData);
    return runFit(x, y, options, this.options.metrics, async (...train) => this.trainer(train, options));
  }

  async evaluate(x: NdArray, y: NdArray): Promise<Logs> {
    checkData(this.spec, x, y);
    const rows = x.shape[0];
    const losses = new Float32Array(rows);
    const predictions: number[] = [];
    for (let begin = 0; begin < rows; begin += PREDICTION_BATCH) {
      const batch = range(begin, Math.min(begin + PREDICTION_BATCH, rows));
      const part = this.forward(gather(x, batch), gather(y, batch));
      losses.set(part.losses, begin);
      predictions.push(...part.predictions);
    }
    return reportedLogs(this.logs(rows, losses, Float32Array.from(predictions), y), this.options.metrics);
  }

  async predict(x: NdArray): Promise<NdArray> {
    checkData(this.spec, x);
    const outputs = tf.tidy(() =>
      (this.model.predict(toTensor(x), { batchSize: PREDICTION_BATCH }) as tf.Tensor).dataSync(),
    );
    return { data: Float32Array.from(outputs), shape: [x.shape[0], ...(this.spec.outputShape as number[])] };
  }

  async gradients(x: NdArray, y: NdArray): Promise<{ loss: number; gradients: NamedWeight[] }> {
    checkData(this.spec, x, y);
    const { losses, gradient } = this.backward(x, y);
    const loss = losses.reduce((a, b) => a + b, 0) / losses.length;
    return { loss, gradients: nameWeights(this.spec, gradient) };
  }

  async getWeights(): Promise<NamedWeight[]> {
    return nameWeights(this.spec, this.vectors.w);
  }

  async setWeights(weights: readonly NamedWeight[]): Promise<void> {
    setNamedWeights(this.spec, this.vectors.w, weights);
    await this.syncModel();
  }

  async getOptimizerState(): Promise<OptimizerState> {
    return { step: this.step, ...momentVectors(this.spec, this.vectors) };
  }

  async setOptimizerState(state: OptimizerState): Promise<void> {
    setMoments(this.spec, this.vectors, state);
    this.step = state.step;
  }

  /** The model holds the trained weights at all times. */
  async syncModel(): Promise<void> {
    applyWeights(this.model, this.spec, this.vectors.w);
  }

  async close(): Promise<void> {
    // Nothing runs beside the calling thread, and the model belongs to the caller.
  }

  private trainer([x, y]: [NdArray, NdArray], { batchSize, signal }: FitOptions): Trainer {
    return {
      epoch: async (order, onStep) => {
        const started = performance.now();
        for (let begin = 0; begin < order.length && !signal?.aborted; begin += batchSize) {
          const batch = order.subarray(begin, begin + batchSize);
          const logs = this.trainStep(gather(x, batch), gather(y, batch));
          onStep({ ...logs, seconds: (performance.now() - started) / 1000 });
          // Signals and timers get their turn between two steps.
          await new Promise((resolve) => setImmediate(resolve));
        }
      },
      evaluate: (...data) => this.evaluate(...data),
    };
  }

  private trainStep(x: NdArray, y: NdArray): Omit<StepRecord, 'seconds'> {
    const rows = x.shape[0];
    const { losses, predictions, gradient } = this.backward(x, y);
    const logs = this.logs(rows, losses, predictions, y);
    refuseNonFinite(logs.loss, this.step + 1, this.learningRate);
    this.step++;
    adamUpdate(this.vectors, 0, this.spec.size, gradient, 0, stepSize(this.learningRate, this.step));
    applyWeights(this.model, this.spec, this.vectors.w);
    return { ...logs, step: this.step, batchSize: rows };
  }

  private forward(x: NdArray, y: NdArray): { losses: Float32Array; predictions: Float32Array } {
    return tf.tidy(() => {
      const prediction = this.model.apply(toTensor(x)) as tf.Tensor;
      return read(this.losses(y, prediction), prediction);
    });
  }

  private backward(
    x: NdArray,
    y: NdArray,
  ): { losses: Float32Array; predictions: Float32Array; gradient: Float32Array } {
    return tf.tidy(() => {
      let result: { losses: Float32Array; predictions: Float32Array } | undefined;
      const { grads } = tf.variableGrads(() => {
        const prediction = this.model.apply(toTensor(x), { training: true }) as tf.Tensor;
        const losses = this.losses(y, prediction);
        result = read(losses, prediction);
        return losses.mean() as tf.Scalar;
      });
      const gradient = new Float32Array(this.spec.size);
      const weights = this.spec.layers.flatMap((layer) => layer.weights);
      this.model.trainableWeights.forEach((weight, i) =>
        gradient.set(grads[weight.name].dataSync(), weights[i].offset),
      );
      return { ...(result as NonNullable<typeof result>), gradient };
    });
  }

  private losses(y: NdArray, prediction: tf.Tensor): tf.Tensor {
    return LOSSES[this.options.loss](toTensor(y).reshape(prediction.shape), prediction);
  }

  private logs(rows: number, losses: Float32Array, predictions: Float32Array, y: NdArray): Required<Logs> {
    const outputs = (this.spec.outputShape as number[]).reduce((a, b) => a * b, 1);
    return meanLogs(rows, losses, predictions, (i) => y.data[i * outputs], outputs);
  }
}

function read(losses: tf.Tensor, prediction: tf.Tensor): { losses: Float32Array; predictions: Float32Array } {
  return {
    losses: losses.dataSync<'float32'>().slice(),
    predictions: prediction.dataSync<'float32'>().slice(),
  };
}

function toTensor({ data, shape }: NdArray): tf.Tensor {
  return tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32');
}

function gather({ data, shape }: NdArray, rows: Int32Array): NdArray {
  const size = shape.slice(1).reduce((a, b) => a * b, 1);
  const gathered =
    data instanceof Int32Array ? new Int32Array(rows.length * size) : new Float32Array(rows.length * size);
  rows.forEach((row, i) => gathered.set(data.subarray(row * size, (row + 1) * size), i * size));
  return { data: gathered, shape: [rows.length, ...shape.slice(1)] };
}

function range(begin: number, end: number): Int32Array {
  return Int32Array.from({ length: end - begin }, (_, i) => begin + i);
}
