import type { AdamVectors } from '../adam';
import { stepSize } from '../adam';
import type { Kernels } from '../kernels';
import { startKernels } from '../kernels';
import { meanLogs } from '../logs';
import type { Logs } from '../types';
import { barrier } from './barrier';
import type { Placement } from './batch';
import { fillInput, fillTarget, rankByLength, readResults } from './batch';
import type { CompilableModel } from './compile';
import { EmbeddingTraining } from './embedding-training';
import type { WorkerPlan } from './plan';
import { fits } from './plan';
import { GraphSession } from './session';
import type { SharedFit, SharedModel } from './shared';
import { Control } from './shared';

/** What an epoch ended with. `steps` counts optimizer steps since the first fit. */
export type EpochEnd =
  { kind: 'done' | 'aborted'; steps: number } | { kind: 'nonFinite'; steps: number; loss: number };

/**
 * One thread's part of training. All threads go through the same steps: each computes the gradient of its part of
 * the batch, then each sums the gradients of, and updates, its part of the weights. Sums are taken in the order of
 * the threads, so that the numbers depend on nothing but their count.
 */
export class Training {
  private readonly dense: AdamVectors;
  private readonly table?: EmbeddingTraining;
  private readonly sessions = new Map<WorkerPlan, GraphSession>();
  /** The thread's own copy of the graph's weights: ONNX Runtime takes no shared memory. */
  private readonly weights: Float32Array;
  private readonly kernels: Kernels;

  private constructor(
    private readonly shared: SharedModel,
    private readonly model: CompilableModel,
    private readonly fit: SharedFit,
    private readonly worker: number,
  ) {
    this.kernels = startKernels(shared.kernels, shared.memory);
    this.dense = slice(shared.vectors, model.weightsBegin, model.weightsEnd);
    this.weights = new Float32Array(this.dense.w.length);
    if (model.embedding) {
      const { offset, size } = model.embedding;
      const table = slice(shared.vectors, offset, offset + size);
      this.table = new EmbeddingTraining(this.kernels, model, table, fit, worker, shared.workers);
    }
  }

  /** Compiles the graphs of this thread's part. */
  static async create(
    shared: SharedModel,
    model: CompilableModel,
    fit: SharedFit,
    worker: number,
  ): Promise<Training> {
    const training = new Training(shared, model, fit, worker);
    const plans = [fit.plan, fit.fullPlan, fit.lastPlan ?? fit.fullPlan].map((plan) => plan[worker]);
    for (const plan of new Set(plans)) {
      training.sessions.set(plan, await GraphSession.create(model, plan.columns, training.weights, true));
    }
    return training;
  }

  /**
   * One pass over the rows in the given order.
   *
   * @param stepsBefore optimizer steps so far
   * @param onStep called by every thread alike after each step
   */
  async epoch(
    order: Int32Array,
    stepsBefore: number,
    onStep: (step: number, batchSize: number, logs: Required<Logs>) => void,
  ): Promise<EpochEnd> {
    const { fit, shared, table } = this;
    const batches = Math.ceil(order.length / fit.batchSize);
    const batchAt = (i: number) => order.subarray(i * fit.batchSize, (i + 1) * fit.batchSize);
    let step = stepsBefore;
    table?.begin(step);

    for (let i = 0; i < batches; i++) {
      const batch = batchAt(i);
      await this.computeGradients(batch);
      if (this.worker === 0) shared.control[Control.stop] = Atomics.load(shared.control, Control.abort);
      barrier(shared.control, shared.workers);

      const logs = this.batchLogs(batch);
      if (!Number.isFinite(logs.loss) || shared.control[Control.stop] === 1) {
        table?.finish();
        return Number.isFinite(logs.loss)
          ? { kind: 'aborted', steps: step }
          : { kind: 'nonFinite', steps: step, loss: logs.loss };
      }
      step++;
      this.updateWeights(step);
      table?.update();
      if (i + 1 < batches) table?.prepare(batchAt(i + 1));
      barrier(shared.control, shared.workers);
      onStep(step, batch.length, logs);
    }
    table?.finish();
    return { kind: 'done', steps: step };
  }

  /** Leaves this thread's gradients, losses and predictions of the batch in `fit`. */
  async computeGradients(batch: Int32Array): Promise<void> {
    const { model, fit, worker } = this;
    const { ranks, plan } = this.place(batch);
    const indices = ranks.subarray(plan.begin, plan.end);
    const placement: Placement = {
      rows: indices.map((index) => batch[index]),
      firstColumn: plan.sharedPadding ? 1 : 0,
    };
    const session = this.sessions.get(plan) as GraphSession;
    this.weights.set(this.dense.w);
    if (this.table) this.table.fill(session, placement);
    else fillInput(session, model, placement, fit.x, undefined);
    fillTarget(session, placement, fit.y, model.outputs);
    session.columnWeights.fill(0);
    session.columnWeights.fill(
      1 / batch.length,
      placement.firstColumn,
      placement.firstColumn + placement.rows.length,
    );
    await session.run();
    fit.gradients[worker].set(session.gradients);
    this.table?.collect(session);
    readResults(session, placement, indices, model.outputs, fit.predictions, fit.losses);
  }

  async release(): Promise<void> {
    for (const session of this.sessions.values()) await session.release();
  }

  /** Batch positions by falling length, and this thread's plan for them. */
  private place(batch: Int32Array): { ranks: Int32Array; plan: WorkerPlan } {
    const { fit, worker } = this;
    if (!fit.lengths) {
      const plan = batch.length < fit.batchSize ? (fit.lastPlan ?? fit.fullPlan) : fit.fullPlan;
      return { ranks: Int32Array.from(batch.keys()), plan: plan[worker] };
    }
    const lengths = batch.map((row) => (fit.lengths as Int32Array)[row]);
    const ranks = rankByLength(lengths);
    const sorted = ranks.map((index) => lengths[index]);
    return { ranks, plan: (fits(fit.plan, sorted) ? fit.plan : fit.fullPlan)[worker] };
  }

  private batchLogs(batch: Int32Array): Required<Logs> {
    const { fit, model } = this;
    const targets = (index: number) => fit.y[batch[index] * model.outputs];
    return meanLogs(batch.length, fit.losses, fit.predictions, targets, model.outputs);
  }

  /** Sums the gradients of this thread's part of the weights and takes the step. */
  private updateWeights(step: number): void {
    const { kernels, dense, fit } = this;
    const [begin, end] = this.ownWeights();
    const pointer = (vector: Float32Array) => vector.byteOffset + begin * Float32Array.BYTES_PER_ELEMENT;
    const [sum, ...others] = fit.gradients.map(pointer);
    for (const other of others) kernels.add(sum, other, end - begin);
    const [w, m, v] = [dense.w, dense.m, dense.v].map(pointer);
    kernels.adam(w, m, v, sum, end - begin, stepSize(fit.learningRate, step));
  }

  private ownWeights(): [begin: number, end: number] {
    const { length } = this.dense.w;
    const { workers } = this.shared;
    return [Math.floor((length * this.worker) / workers), Math.floor((length * (this.worker + 1)) / workers)];
  }
}

function slice({ w, m, v }: AdamVectors, begin: number, end: number): AdamVectors {
  return { w: w.subarray(begin, end), m: m.subarray(begin, end), v: v.subarray(begin, end) };
}
