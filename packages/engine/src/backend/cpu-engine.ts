import type * as tf from '@tensorflow/tfjs';
import {
  checkClassWeight,
  checkCompile,
  checkData,
  checkFit,
  checkInput,
  checkLearningRateFactor,
} from '../check';
import type { Rows, TrainingRows } from '../rows';
import type { Trainer } from '../trainer';
import { runFit } from '../fit';
import { peek, refuseNonFinite } from '../trainer';
import type { TrainerState } from '../checkpoint';
import type { CompiledModel } from '../graph/compile-model';
import { applyWeights } from '../graph/apply-weights';
import { compileModel } from '../graph/compile-model';
import { addPenaltyGradient, penaltyOf } from '../graph/l2-penalty';
import type { WeightSpec } from '../graph/model-spec';
import { modelSpec, readWeights } from '../graph/model-spec';
import {
  allWeights,
  nameWeights,
  setNamedWeights,
  setSlotValues,
  slotValues,
  trainableWeights,
} from '../graph/weights';
import { lossLogs, meanLosses, measure } from '../metrics/measure';
import { createOptimizer, learningRateAt } from '../optimizers/optimizer-options';
import type { Output } from '../outputs';
import { resolveOutputs, toOutputs } from '../outputs';
import type {
  CompileOptions,
  Engine,
  EpochLogs,
  EvaluateOptions,
  FitOptions,
  Logs,
  MatMulName,
  NamedWeight,
  NdArray,
  OptimizerState,
  Outputs,
} from '../types';
import { Heap, newHeapState } from './heap';
import { loadKernels, loadMatMulKernels } from './kernels';
import { resolveMatMul } from './matmul/resolve-matmul';
import { memoryOfFit, memoryOfPrediction, refuseOversized } from './memory';
import { rankByLength } from './packing/batch';
import { packable } from './packing/packable';
import { share, sharedFloats, sharedIntegers } from './shared-arrays';
import { allocateFit } from './threads/allocate-fit';
import type { SharedFit, SharedModel, SharedPrediction } from './threads/shared';
import { Control } from './threads/shared';
import type { Snapshot } from './threads/snapshot';
import { allocateSnapshot, copyVectors, SnapshotRequest } from './threads/snapshot';
import { Threads } from './threads/threads';

/**
 * The engine `cpu`: splits every batch among worker threads that share one WebAssembly memory. Large matrix products run
 * in ONNX Runtime if its library can be loaded, everything else in WebAssembly kernels.
 */
export class CpuEngine implements Engine<Outputs> {
  readonly name = 'cpu';
  readonly workers: number;
  readonly matmul: MatMulName;
  private readonly model: CompiledModel;
  private readonly heap: Heap;
  private readonly shared: SharedModel;
  private readonly threads: Threads;
  private readonly outputs: readonly Output[];
  private factor = 1;
  /** Optimizer steps taken. */
  private step = 0;

  /**
   * @param build `checked`, for tests: the kernels' build with bounds checks
   * @throws UnsupportedModelError, EngineUnavailableError, InputError
   */
  constructor(
    private readonly layersModel: tf.LayersModel,
    options: CompileOptions,
    build: { checked?: boolean } = {},
  ) {
    this.heap = new Heap(newHeapState(build));
    checkCompile(options);
    const spec = modelSpec(layersModel);
    this.outputs = resolveOutputs(spec.outputs, options);
    this.matmul = resolveMatMul(options.matmul).name;
    this.model = compileModel(
      spec,
      this.outputs.map(({ loss }) => loss.name),
    );
    this.workers = options.workers ?? 1;
    const { optimizer = {} } = options;
    const { slots } = createOptimizer(optimizer);
    refuseOversized(this.heap.used + Float32Array.BYTES_PER_ELEMENT * spec.size * (1 + slots.length));
    const vectors = {
      w: this.heap.allocateFloats(spec.size),
      slots: slots.map((value) => this.heap.allocateFloats(spec.size).fill(value)),
    };
    vectors.w.set(readWeights(layersModel, spec));
    this.shared = {
      heap: this.heap.state,
      kernels: {
        optimizer: loadKernels('optimizer', build),
        layers: loadKernels('layers', build),
        matmul: this.matmul === 'wasm' ? loadMatMulKernels(build) : undefined,
      },
      spec,
      outputs: this.outputs.map(({ loss, lossWeight }) => ({ loss, lossWeight })),
      reportPredictions: this.outputs.some(({ metrics }) => metrics.length > 0),
      optimizer,
      workers: this.workers,
      vectors,
      control: sharedIntegers(Control.length),
    };
    this.threads = new Threads(this.shared);
  }

  async fit(x: NdArray, y: Outputs, options: FitOptions<Outputs>): Promise<EpochLogs[]> {
    const { outputs } = this;
    const rows = this.rows(x, y);
    checkFit(options, x.shape[0]);
    checkClassWeight(options.classWeight, outputs);
    const validation = options.validationData && this.rows(...options.validationData);
    const validates = validation !== undefined || Boolean(options.validationSplit);
    const fitBytes = memoryOfFit(this.shared, this.model, Math.min(options.batchSize, x.shape[0]));
    refuseOversized(fitBytes, validates ? this.memoryOfPrediction() : []);
    // With checkpoints, training ends by a snapshot.
    return this.abortable(options.checkpoints ? undefined : options.signal, async () => {
      const free = this.heap.mark();
      try {
        return await runFit(this, outputs, rows, validation, options, (train) =>
          this.trainer(train, options),
        );
      } finally {
        await this.threads.execute({ kind: 'endFit' });
        free();
      }
    });
  }

  async evaluate(x: NdArray, y: Outputs, { signal }: EvaluateOptions = {}): Promise<Logs> {
    const rows = this.rows(x, y);
    refuseOversized(this.heap.used, this.memoryOfPrediction());
    return this.abortable(signal, () => this.evaluateRows(rows, 'evaluated loss', this.factor, signal));
  }

  async predict(x: NdArray, { signal }: EvaluateOptions = {}): Promise<Outputs> {
    checkInput(this.model.spec, x);
    refuseOversized(this.heap.used, this.memoryOfPrediction());
    const { predictions } = await this.abortable(signal, () => this.infer(x));
    const arrays = this.outputs.map(({ width }, i): NdArray => ({
      data: Float32Array.from(predictions[i]),
      shape: [x.shape[0], width],
    }));
    return toOutputs(this.outputs, arrays);
  }

  async gradients(x: NdArray, y: Outputs): Promise<{ loss: number; gradients: NamedWeight[] }> {
    const checked = this.rows(x, y);
    const rows = x.shape[0];
    refuseOversized(memoryOfFit(this.shared, this.model, rows));
    const free = this.heap.mark();
    const fit = this.sharedFit(checked, rows);
    await this.threads.execute({ kind: 'beginFit', fit });
    await this.threads.execute({
      kind: 'gradients',
      batch: Int32Array.from({ length: rows }, (_, row) => row),
    });
    await this.threads.execute({ kind: 'endFit' });
    const { loss } = meanLosses(this.outputs, fit.losses, rows);
    const gradient = this.sumGradients(fit);
    free();
    const { spec, penalties } = this.model;
    const { w } = this.shared.vectors;
    addPenaltyGradient(penalties, w, gradient);
    return {
      loss: loss + penaltyOf(penalties, w),
      gradients: nameWeights(trainableWeights(spec), gradient),
    };
  }

  async getWeights(): Promise<NamedWeight[]> {
    return nameWeights(allWeights(this.model.spec), this.shared.vectors.w);
  }

  async setWeights(weights: readonly NamedWeight[]): Promise<void> {
    setNamedWeights(this.model.spec, this.shared.vectors.w, weights);
  }

  async getOptimizerState(): Promise<OptimizerState> {
    const { step, learningRateFactor } = this;
    return { step, slots: slotValues(this.model.spec, this.shared.vectors), learningRateFactor };
  }

  async setOptimizerState(state: OptimizerState): Promise<void> {
    checkLearningRateFactor(state.learningRateFactor);
    setSlotValues(this.model.spec, this.shared.vectors, state.slots);
    this.factor = state.learningRateFactor;
    this.step = state.step;
  }

  get learningRateFactor(): number {
    return this.factor;
  }

  setLearningRateFactor(factor: number): void {
    checkLearningRateFactor(factor);
    this.factor = factor;
  }

  async syncModel(): Promise<void> {
    applyWeights(this.layersModel, this.model.spec, this.shared.vectors.w);
  }

  async close(): Promise<void> {
    await this.threads.close();
  }

  /** By worker. */
  private memoryOfPrediction(): number[] {
    const bytes = memoryOfPrediction(this.shared, this.model);
    return new Array<number>(this.workers).fill(bytes);
  }

  private rows(x: NdArray, y: Outputs): Rows {
    return checkData(this.model.spec, this.outputs, x, y);
  }

  /** Runs `work`. If the signal is aborted meanwhile, the threads stop early and this rejects with the signal's reason. */
  private async abortable<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const { control } = this.shared;
    const abort = () => Atomics.store(control, Control.abort, 1);
    signal?.addEventListener('abort', abort);
    Atomics.store(control, Control.abort, signal?.aborted ? 1 : 0);
    try {
      const result = await work();
      signal?.throwIfAborted();
      return result;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** The learning rate of a step, from 1. */
  private learningRate(step: number, factor: number): number {
    return factor * learningRateAt(this.shared.optimizer, step - 1);
  }

  /**
   * @param what names the loss if it isn't finite
   * @param factor that of the last step's learning rate
   */
  private async evaluateRows(
    { x, y }: Rows,
    what: 'validation loss' | 'evaluated loss',
    factor: number,
    signal?: AbortSignal,
  ): Promise<Logs> {
    const { outputs } = this;
    const { losses, predictions } = await this.infer(x, y);
    signal?.throwIfAborted();
    const means = meanLosses(outputs, losses, x.shape[0]);
    means.loss += penaltyOf(this.model.penalties, this.shared.vectors.w);
    refuseNonFinite(outputs, means, this.step, this.learningRate(Math.max(this.step, 1), factor), what);
    return { ...lossLogs(outputs, means), ...measure(outputs, y, predictions) };
  }

  private async trainer(
    rows: TrainingRows,
    { batchSize, signal, random, checkpoints }: FitOptions<Outputs>,
  ): Promise<Trainer> {
    const fit = this.sharedFit(rows, Math.min(batchSize, rows.x.shape[0]));
    const { control } = this.shared;
    if (checkpoints) fit.snapshot = this.allocateSnapshot(fit);
    Atomics.store(control, Control.requested, SnapshotRequest.none);
    Atomics.store(control, Control.held, 0);
    await this.threads.execute({ kind: 'beginFit', fit });
    let { factor } = this;
    let updatedAt: readonly Int32Array[] = [];
    const stateAt = (step: number): TrainerState => {
      const { learningRateFactor } = this;
      return { step, learningRateFactor, epochFactor: factor, ...(fit.snapshot as Snapshot) };
    };
    return {
      origin: this.origin,
      epoch: async (order, done, { onStep, onSnapshot }) => {
        if (done === 0) ({ factor } = this);
        const epoch = {
          order: share(order),
          stepsBefore: this.step - done,
          learningRateFactor: factor,
          dropoutSeed: peek(random),
          resume: done > 0 ? { done, updatedAt } : undefined,
        };
        const command = { kind: 'epoch', ...epoch } as const;
        // Steps arrive in a message handler, where nothing would catch an error of the callback.
        const failures: unknown[] = [];
        const end = await this.threads.execute(command, (steps, snapshot) => {
          try {
            steps.forEach(onStep);
            if (snapshot !== undefined && failures.length === 0) onSnapshot(stateAt(snapshot));
          } catch (error) {
            failures.push(error);
            Atomics.store(control, Control.abort, 1);
          }
        });
        if (!end) throw new Error('The epoch ended without a result.');
        this.step = end.steps;
        // `stop` ends the epoch alone, not the validation after it.
        Atomics.store(control, Control.abort, signal?.aborted && !checkpoints ? 1 : 0);
        if (failures.length > 0) throw failures[0];
        if (end.kind === 'nonFinite') {
          const step = end.steps + 1;
          refuseNonFinite(this.outputs, end.losses, step, this.learningRate(step, factor));
        }
      },
      stop: () => void Atomics.store(control, Control.abort, 1),
      evaluate: (rows) => {
        const evaluate = () => this.evaluateRows(rows, 'validation loss', factor, signal);
        return checkpoints ? this.abortable(signal, evaluate) : evaluate();
      },
      requestSnapshot: (then) => void Atomics.store(control, Control.requested, SnapshotRequest[then]),
      releaseSnapshot: () => void Atomics.store(control, Control.held, 0),
      snapshot: () => {
        const snapshot = fit.snapshot as Snapshot;
        copyVectors(this.shared.vectors, snapshot, 0, 1);
        for (const rows of snapshot.updatedAt) rows.fill(this.step);
        return stateAt(this.step);
      },
      restore: (state) => {
        const { vectors } = this.shared;
        vectors.w.set(state.w);
        vectors.slots.forEach((slot, i) => slot.set(state.slots[i]));
        this.step = state.step;
        this.factor = state.learningRateFactor;
        factor = state.epochFactor;
        ({ updatedAt } = state);
      },
    };
  }

  private get origin(): Trainer['origin'] {
    const { model, shared, workers, matmul } = this;
    const { optimizer } = shared;
    const losses = shared.outputs.map(({ loss, lossWeight }) => ({ loss, lossWeight }));
    const weights = allWeights(model.spec).map(({ name, shape }) => `${name} [${shape.join()}]`);
    return { engine: this.name, workers, matmul, losses, optimizer, weights };
  }

  private allocateSnapshot({ embeddings }: SharedFit): Snapshot {
    const tables = [...embeddings.keys()].map(
      (node) => (this.model.embeddings.get(node) as WeightSpec).shape[0],
    );
    return allocateSnapshot(this.shared.vectors, tables);
  }

  private sharedFit({ x, y, weights }: TrainingRows, batchSize: number): SharedFit {
    const { model, workers, heap } = this;
    const { x: rows, lengths } = packable(model, x);
    return {
      x: share(rows),
      y: shareTargets(y),
      rowWeights: weights && share(weights),
      lengths: lengths && share(lengths),
      ...allocateFit(heap, model, workers, batchSize),
      ...this.sharedResults(batchSize),
    };
  }

  /** Sums the workers' gradients in `fit` into one vector of all weights. */
  private sumGradients(fit: SharedFit): Float32Array {
    const { model, heap } = this;
    const sum = new Float32Array(model.spec.size);
    for (let thread = 0; thread < this.workers; thread++) {
      const gradients = heap.floats(fit.gradients[thread], model.weightsEnd - model.weightsBegin);
      gradients.forEach((value, i) => (sum[model.weightsBegin + i] += value));
      for (const [node, { dimension, rowGradients }] of fit.embeddings) {
        const { offset } = model.embeddings.get(node) as WeightSpec;
        const rows = heap.floats(rowGradients[thread], fit.uniqueCounts[thread] * dimension);
        for (let i = 0; i < fit.uniqueCounts[thread]; i++) {
          const row = offset + fit.uniqueIds[thread][i] * dimension;
          for (let d = 0; d < dimension; d++) sum[row + d] += rows[i * dimension + d];
        }
      }
    }
    return sum;
  }

  private async infer(x: NdArray, y?: readonly NdArray[]): Promise<SharedPrediction> {
    const { model } = this;
    const rows = x.shape[0];
    const { x: data, lengths } = packable(model, x);
    const order = lengths ? rankByLength(lengths) : Int32Array.from({ length: rows }, (_, row) => row);
    const prediction: SharedPrediction = {
      x: share(data),
      y: y && shareTargets(y),
      order: share(order),
      lengths: lengths && share(order.map((row) => lengths[row])),
      ...this.sharedResults(rows),
    };
    await this.threads.execute({ kind: 'predict', prediction });
    return prediction;
  }

  private sharedResults(rows: number): Pick<SharedPrediction, 'predictions' | 'losses'> {
    return {
      predictions: this.outputs.map(({ width }) => sharedFloats(rows * width)),
      losses: this.outputs.map(() => sharedFloats(rows)),
    };
  }
}

function shareTargets(y: readonly NdArray[]): Float32Array[] {
  return y.map(({ data }) => share(Float32Array.from(data)));
}
