import type * as tf from '@tensorflow/tfjs';
import {
  checkClassWeight,
  checkCompile,
  checkData,
  checkFit,
  checkInput,
  checkLearningRateFactor,
} from '../check';
import { runFit } from '../fit';
import { applyWeights } from '../graph/apply-weights';
import { compileModel } from '../graph/compile-model';
import { addPenaltyGradient, penaltyOf } from '../graph/l2-penalty';
import { modelSpec, readWeights } from '../graph/model-spec';
import {
  allWeights,
  nameWeights,
  setNamedWeights,
  setSlotValues,
  slotValues,
  trainableWeights,
} from '../graph/weights';
import { meanLosses } from '../metrics/measure';
import { createOptimizer } from '../optimizers/optimizer-options';
import { resolveOutputs, toOutputs } from '../outputs';
import type { Rows } from '../rows';
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
import type { CpuState } from './cpu-state';
import { abortable } from './cpu-state';
import { CpuTrainer } from './cpu-trainer';
import { Heap, newHeapState } from './heap';
import { adviseHugePages } from './huge-pages';
import { evaluate, infer } from './infer';
import { loadKernels, loadMatMulKernels } from './kernels';
import { resolveMatMul } from './matmul/resolve-matmul';
import { memoryOfFit, memoryOfPrediction, OF_WEIGHTS, refuseOversized } from './memory';
import { shareFit } from './share-fit';
import { sharedIntegers } from './shared-arrays';
import { sumGradients } from './sum-gradients';
import { Control } from './threads/shared';
import { Threads } from './threads/threads';

/**
 * The engine `cpu`: splits every batch among worker threads that share one WebAssembly memory. Large matrix products run
 * in ONNX Runtime if its library can be loaded, everything else in WebAssembly kernels.
 */
export class CpuEngine implements Engine<Outputs> {
  readonly name = 'cpu';
  readonly workers: number;
  readonly matmul: MatMulName;
  private readonly state: CpuState;

  /**
   * @param build `checked`, for tests: the kernels' build with bounds checks
   * @throws UnsupportedModelError, EngineUnavailableError, InputError
   */
  constructor(
    private readonly layersModel: tf.LayersModel,
    options: CompileOptions,
    build: { checked?: boolean } = {},
  ) {
    const heap = new Heap(newHeapState(build));
    checkCompile(options);
    const spec = modelSpec(layersModel);
    const outputs = resolveOutputs(spec.outputs, options);
    this.matmul = resolveMatMul(options.matmul).name;
    if (this.matmul === 'ort') adviseHugePages(heap.memory);
    const model = compileModel(
      spec,
      outputs.map(({ loss }) => loss.name),
    );
    this.workers = options.workers ?? 1;
    const { optimizer = {} } = options;
    const { slots } = createOptimizer(optimizer);
    const bytes = Float32Array.BYTES_PER_ELEMENT * spec.size * (1 + slots.length);
    refuseOversized(heap.used + bytes, [], OF_WEIGHTS);
    const vectors = {
      w: heap.allocateFloats(spec.size),
      slots: slots.map((value) => heap.allocateFloats(spec.size).fill(value)),
    };
    vectors.w.set(readWeights(layersModel, spec));
    const shared = {
      heap: heap.state,
      kernels: {
        optimizer: loadKernels('optimizer', build),
        layers: loadKernels('layers', build),
        matmul: this.matmul === 'wasm' ? loadMatMulKernels(build) : undefined,
      },
      spec,
      outputs: outputs.map(({ loss, lossWeight }) => ({ loss, lossWeight })),
      reportPredictions: outputs.some(({ metrics }) => metrics.length > 0),
      optimizer,
      workers: this.workers,
      vectors,
      control: sharedIntegers(Control.length),
    };
    const threads = new Threads(shared);
    this.state = { model, outputs, heap, shared, threads, step: 0, learningRateFactor: 1 };
  }

  async fit(x: NdArray, y: Outputs, options: FitOptions<Outputs>): Promise<EpochLogs[]> {
    const { state, matmul } = this;
    const { model, outputs, heap, shared, threads } = state;
    const rows = this.rows(x, y);
    checkFit(options, x.shape[0]);
    checkClassWeight(options.classWeight, outputs);
    const validation = options.validationData && this.rows(...options.validationData);
    const validates = validation !== undefined || Boolean(options.validationSplit);
    const fitBytes = memoryOfFit(shared, model, Math.min(options.batchSize, x.shape[0]));
    refuseOversized(fitBytes, validates ? this.memoryOfPrediction() : []);
    // With checkpoints, training ends by a snapshot.
    return abortable(state, options.checkpoints ? undefined : options.signal, async () => {
      const free = heap.mark();
      try {
        return await runFit(this, outputs, rows, validation, options, (train) => {
          const fit = shareFit(state, train, Math.min(options.batchSize, train.x.shape[0]));
          return CpuTrainer.begin(state, matmul, fit, options);
        });
      } finally {
        await threads.execute({ kind: 'endFit' });
        free();
      }
    });
  }

  async evaluate(x: NdArray, y: Outputs, { signal }: EvaluateOptions = {}): Promise<Logs> {
    const { state } = this;
    const rows = this.rows(x, y);
    refuseOversized(state.heap.used, this.memoryOfPrediction());
    const factor = state.learningRateFactor;
    return abortable(state, signal, () => evaluate(state, rows, 'evaluated loss', factor, signal));
  }

  async predict(x: NdArray, { signal }: EvaluateOptions = {}): Promise<Outputs> {
    const { state } = this;
    checkInput(state.model.spec, x);
    refuseOversized(state.heap.used, this.memoryOfPrediction());
    const { predictions } = await abortable(state, signal, () => infer(state, x));
    const arrays = state.outputs.map(({ width }, i): NdArray => ({
      data: Float32Array.from(predictions[i]),
      shape: [x.shape[0], width],
    }));
    return toOutputs(state.outputs, arrays);
  }

  async gradients(x: NdArray, y: Outputs): Promise<{ loss: number; gradients: NamedWeight[] }> {
    const { model, outputs, heap, shared, threads } = this.state;
    const checked = this.rows(x, y);
    const rows = x.shape[0];
    refuseOversized(memoryOfFit(shared, model, rows));
    const free = heap.mark();
    const fit = shareFit(this.state, checked, rows);
    await threads.execute({ kind: 'beginFit', fit });
    const batch = Int32Array.from({ length: rows }, (_, row) => row);
    await threads.execute({ kind: 'gradients', batch });
    await threads.execute({ kind: 'endFit' });
    const { loss } = meanLosses(outputs, fit.losses, rows);
    const gradient = sumGradients(heap, model, fit);
    free();
    const { w } = shared.vectors;
    addPenaltyGradient(model.penalties, w, gradient);
    return {
      loss: loss + penaltyOf(model.penalties, w),
      gradients: nameWeights(trainableWeights(model.spec), gradient),
    };
  }

  async getWeights(): Promise<NamedWeight[]> {
    const { model, shared } = this.state;
    return nameWeights(allWeights(model.spec), shared.vectors.w);
  }

  async setWeights(weights: readonly NamedWeight[]): Promise<void> {
    const { model, shared } = this.state;
    setNamedWeights(model.spec, shared.vectors.w, weights);
  }

  async getOptimizerState(): Promise<OptimizerState> {
    const { model, shared, step, learningRateFactor } = this.state;
    return { step, slots: slotValues(model.spec, shared.vectors), learningRateFactor };
  }

  async setOptimizerState({ step, slots, learningRateFactor }: OptimizerState): Promise<void> {
    const { state } = this;
    checkLearningRateFactor(learningRateFactor);
    setSlotValues(state.model.spec, state.shared.vectors, slots);
    Object.assign(state, { step, learningRateFactor });
  }

  get learningRateFactor(): number {
    return this.state.learningRateFactor;
  }

  setLearningRateFactor(factor: number): void {
    checkLearningRateFactor(factor);
    this.state.learningRateFactor = factor;
  }

  async syncModel(): Promise<void> {
    const { model, shared } = this.state;
    applyWeights(this.layersModel, model.spec, shared.vectors.w);
  }

  async close(): Promise<void> {
    await this.state.threads.close();
  }

  /** By worker. */
  private memoryOfPrediction(): number[] {
    const { model, shared } = this.state;
    return new Array<number>(this.workers).fill(memoryOfPrediction(shared, model));
  }

  private rows(x: NdArray, y: Outputs): Rows {
    const { model, outputs } = this.state;
    return checkData(model.spec, outputs, x, y);
  }
}
