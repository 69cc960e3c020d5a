import * as tf from '@tensorflow/tfjs';
import { share, sharedFloats, sharedIntegers } from '../backend/shared-arrays';
import type { Snapshot } from '../backend/threads/snapshot';
import { allocateSnapshot, copyVectors, SnapshotRequest } from '../backend/threads/snapshot';
import {
  checkClassWeight,
  checkCompile,
  checkData,
  checkFit,
  checkInput,
  checkLearningRateFactor,
} from '../check';
import type { TrainerState } from '../checkpoint';
import { EngineThreadError, InputError } from '../errors';
import type { Rows, TrainingRows } from '../rows';
import type { Trainer } from '../trainer';
import { runFit } from '../fit';
import { peek, refuseNonFinite } from '../trainer';
import { applyWeights } from '../graph/apply-weights';
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
  NamedWeight,
  NdArray,
  OptimizerState,
  Outputs,
} from '../types';
import type { Command, Results, SharedModel } from './commands';
import { Control, State } from './commands';
import type { ThreadEvents } from './thread';
import { EngineThread } from './thread';
import { refuseUnsupported } from './unsupported';

const PREDICTION_BATCH = 256;

/** How long an aborted command may take to finish its batch before its thread is ended. */
const GRACE_MILLISECONDS = 1000;

/**
 * The engines `tfjs` and `tfjs-node`: TensorFlow.js's own operators and automatic differentiation. They are the numerical
 * reference for the engine `cpu`. Computes in one worker thread, on the backend that this thread loads.
 *
 * Weights and slots are in shared memory, and always those after a complete step. So an abort can end the thread in the
 * middle of a slow step, and the next command starts a new thread from there.
 */
export class TfjsEngine implements Engine<Outputs> {
  readonly workers = 1;
  private thread?: EngineThread;
  private closed = false;
  private factor = 1;

  private constructor(
    readonly name: 'tfjs' | 'tfjs-node',
    private readonly layersModel: tf.LayersModel,
    private readonly outputs: readonly Output[],
    private readonly model: SharedModel,
  ) {}

  /**
   * Creates an engine without starting its thread.
   *
   * @throws InputError if an option is invalid
   * @throws UnsupportedModelError if TensorFlow.js doesn't train the model as Keras does
   */
  static async prepare(
    name: 'tfjs' | 'tfjs-node',
    model: tf.LayersModel,
    options: CompileOptions,
  ): Promise<TfjsEngine> {
    checkCompile(options);
    const spec = modelSpec(model);
    const outputs = resolveOutputs(spec.outputs, options);
    refuseUnsupported(model, spec);
    const w = sharedFloats(spec.size);
    w.set(readWeights(model, spec));
    const { optimizer = {} } = options;
    const slots = createOptimizer(optimizer).slots.map((value) => sharedFloats(spec.size).fill(value));
    return new TfjsEngine(name, model, outputs, {
      artifacts: await artifactsOf(model),
      spec,
      outputs: outputs.map(({ loss, lossWeight }) => ({ loss, lossWeight })),
      reportPredictions: outputs.some(({ metrics }) => metrics.length > 0),
      optimizer,
      vectors: { w, slots },
      control: sharedIntegers(Control.length),
    });
  }

  /** Starts the thread. Resolves when it has loaded the model. */
  async start(): Promise<void> {
    const { name: library, model } = this;
    Atomics.store(model.control, Control.state, State.computing);
    this.thread = new EngineThread({ library, model });
    await this.thread.started;
  }

  async fit(x: NdArray, y: Outputs, options: FitOptions<Outputs>): Promise<EpochLogs[]> {
    const { outputs } = this;
    const rows = this.rows(x, y);
    checkFit(options, x.shape[0]);
    if (options.histograms) {
      throw new InputError(
        `The engine ${this.name} reports no histograms; use the engine cpu, or leave them out.`,
      );
    }
    checkClassWeight(options.classWeight, outputs);
    const validation = options.validationData && this.rows(...options.validationData);
    return runFit(this, outputs, rows, validation, options, async (train) => this.trainer(train, options));
  }

  async evaluate(x: NdArray, y: Outputs, options: EvaluateOptions = {}): Promise<Logs> {
    return this.evaluateRows(this.rows(x, y), 'evaluated loss', this.factor, options);
  }

  async predict(x: NdArray, options: EvaluateOptions = {}): Promise<Outputs> {
    checkInput(this.model.spec, x);
    const { batchSize = PREDICTION_BATCH, signal } = options;
    const arrays = await this.ask({ kind: 'predict', x: shareArray(x), batchSize }, signal);
    return toOutputs(this.outputs, arrays);
  }

  async gradients(x: NdArray, y: Outputs): Promise<{ loss: number; gradients: NamedWeight[] }> {
    const rows = shareRows(this.rows(x, y));
    const { loss, gradient } = await this.ask({ kind: 'gradients', rows });
    return { loss, gradients: nameWeights(trainableWeights(this.model.spec), gradient) };
  }

  async getWeights(): Promise<NamedWeight[]> {
    return nameWeights(allWeights(this.model.spec), this.model.vectors.w);
  }

  async setWeights(weights: readonly NamedWeight[]): Promise<void> {
    setNamedWeights(this.model.spec, this.model.vectors.w, weights);
    await this.ask({ kind: 'load' });
  }

  async getOptimizerState(): Promise<OptimizerState> {
    const step = Atomics.load(this.model.control, Control.steps);
    const { learningRateFactor } = this;
    return { step, slots: slotValues(this.model.spec, this.model.vectors), learningRateFactor };
  }

  async setOptimizerState(state: OptimizerState): Promise<void> {
    checkLearningRateFactor(state.learningRateFactor);
    setSlotValues(this.model.spec, this.model.vectors, state.slots);
    this.factor = state.learningRateFactor;
    Atomics.store(this.model.control, Control.steps, state.step);
  }

  get learningRateFactor(): number {
    return this.factor;
  }

  setLearningRateFactor(factor: number): void {
    checkLearningRateFactor(factor);
    this.factor = factor;
  }

  async syncModel(): Promise<void> {
    applyWeights(this.layersModel, this.model.spec, this.model.vectors.w);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.thread?.stop();
  }

  private rows(x: NdArray, y: Outputs): Rows {
    return checkData(this.model.spec, this.outputs, x, y);
  }

  private async runningThread(): Promise<EngineThread> {
    if (this.closed) throw new EngineThreadError();
    if (!this.thread) await this.start();
    return this.thread as EngineThread;
  }

  /** The learning rate of a step, from 1. */
  private learningRate(step: number, factor: number): number {
    return factor * learningRateAt(this.model.optimizer, step - 1);
  }

  /**
   * @param what names the loss if it isn't finite
   * @param factor that of the last step's learning rate
   */
  private async evaluateRows(
    rows: Rows,
    what: 'validation loss' | 'evaluated loss',
    factor: number,
    { batchSize = PREDICTION_BATCH, signal }: EvaluateOptions,
  ): Promise<Logs> {
    const command = { kind: 'evaluate', rows: shareRows(rows), batchSize } as const;
    const { losses, predictions, penalty } = await this.ask(command, signal);
    const { outputs } = this;
    const step = Atomics.load(this.model.control, Control.steps);
    const means = meanLosses(outputs, losses, rows.x.shape[0]);
    means.loss += penalty;
    refuseNonFinite(outputs, means, step, this.learningRate(Math.max(step, 1), factor), what);
    return { ...lossLogs(outputs, means), ...measure(outputs, rows.y, predictions) };
  }

  private trainer(
    train: TrainingRows,
    { batchSize, signal, random, checkpoints }: FitOptions<Outputs>,
  ): Trainer {
    const rows = shareRows(train);
    const { control, vectors } = this.model;
    const snapshot = checkpoints && allocateSnapshot(vectors, []);
    Atomics.store(control, Control.requested, SnapshotRequest.none);
    Atomics.store(control, Control.held, 0);
    let { factor } = this;
    let step = Atomics.load(control, Control.steps);
    const state = (): TrainerState => {
      const { learningRateFactor } = this;
      return { step, learningRateFactor, epochFactor: factor, ...(snapshot as Snapshot) };
    };
    return {
      origin: this.origin,
      epoch: async (order, done, { onStep, onSnapshot }) => {
        if (done === 0) ({ factor } = this);
        const command = {
          kind: 'epoch',
          rows,
          order: share(order),
          batchSize,
          dropoutSeed: peek(random),
          learningRateFactor: factor,
          done,
          snapshot,
        } as const;
        const { nonFinite } = await this.ask(command, signal, {
          onStep: (record) => {
            ({ step } = record);
            onStep(record);
          },
          onSnapshot: () => onSnapshot(state()),
        });
        if (nonFinite !== undefined) {
          const step = Atomics.load(control, Control.steps) + 1;
          refuseNonFinite(this.outputs, nonFinite, step, this.learningRate(step, factor));
        }
      },
      stop: () => void Atomics.store(control, Control.abort, 1),
      evaluate: (rows) => this.evaluateRows(rows, 'validation loss', factor, { signal }),
      requestSnapshot: (then) => void Atomics.store(control, Control.requested, SnapshotRequest[then]),
      releaseSnapshot: () => void Atomics.store(control, Control.held, 0),
      snapshot: () => {
        copyVectors(vectors, snapshot as Snapshot, 0, 1);
        return state();
      },
      restore: async (saved) => {
        vectors.w.set(saved.w);
        vectors.slots.forEach((slot, i) => slot.set(saved.slots[i]));
        ({ step } = saved);
        Atomics.store(control, Control.steps, step);
        this.factor = saved.learningRateFactor;
        factor = saved.epochFactor;
        await this.ask({ kind: 'load' });
      },
    };
  }

  private get origin(): Trainer['origin'] {
    const { spec, outputs, optimizer } = this.model;
    const losses = outputs.map(({ loss, lossWeight }) => ({ loss, lossWeight }));
    const weights = allWeights(spec).map(({ name, shape }) => `${name} [${shape.join()}]`);
    return { engine: this.name, losses, optimizer, weights };
  }

  /**
   * Executes a command. Rejects with the signal's reason within `GRACE_MILLISECONDS` of an abort, and with what
   * `events` throw.
   *
   * @throws EngineThreadError if the thread ended, during the command or before
   */
  private async ask<C extends Command>(
    command: C,
    signal?: AbortSignal,
    events?: ThreadEvents,
  ): Promise<Results[C['kind']]> {
    const thread = await this.runningThread();
    signal?.throwIfAborted();
    const { control } = this.model;
    const failures: unknown[] = [];
    let timer: NodeJS.Timeout | undefined;
    const end = () => {
      const state = Atomics.compareExchange(control, Control.state, State.computing, State.ended);
      if (state === State.writing) {
        timer = setTimeout(end, 10);
        return;
      }
      this.thread = undefined;
      void thread.stop();
    };
    const abort = () => {
      Atomics.store(control, Control.abort, 1);
      timer ??= setTimeout(end, GRACE_MILLISECONDS);
    };
    // A snapshot ends an epoch with checkpoints, unless its step takes longer than the grace.
    const bySnapshot = command.kind === 'epoch' && command.snapshot !== undefined;
    const interrupt = () => {
      if (bySnapshot) timer ??= setTimeout(end, GRACE_MILLISECONDS);
      else abort();
    };
    Atomics.store(control, Control.abort, 0);
    signal?.addEventListener('abort', interrupt);
    try {
      // Events arrive in a message handler, where nothing would catch an error of the callback.
      const guarded = (action: () => void) => {
        try {
          if (failures.length === 0) action();
        } catch (error) {
          failures.push(error);
          abort();
        }
      };
      const result = await thread.ask(
        command,
        events && {
          onStep: (step) => guarded(() => events.onStep(step)),
          onSnapshot: () => guarded(() => events.onSnapshot()),
        },
      );
      signal?.throwIfAborted();
      if (failures.length === 0) return result as Results[C['kind']];
    } catch (error) {
      signal?.throwIfAborted();
      if (failures.length === 0) throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', interrupt);
    }
    throw failures[0];
  }
}

/** The model in TensorFlow.js's save format, which the thread can load. */
async function artifactsOf(model: tf.LayersModel): Promise<SharedModel['artifacts']> {
  let artifacts: tf.io.ModelArtifacts = {};
  const save = async (given: tf.io.ModelArtifacts) => {
    artifacts = given;
    return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(given) };
  };
  await model.save(tf.io.withSaveHandler(save));
  const { modelTopology, weightSpecs, weightData } = artifacts;
  return { modelTopology, weightSpecs, weightData } as SharedModel['artifacts'];
}

function shareRows({ x, y, weights }: TrainingRows): TrainingRows {
  return { x: shareArray(x), y: y.map(shareArray), weights: weights && share(weights) };
}

function shareArray({ data, shape }: NdArray): NdArray {
  return { data: share(data), shape };
}
