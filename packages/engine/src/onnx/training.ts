import type { AdamVectors } from '../adam';
import { adamUpdate, stepSize } from '../adam';
import { LazyAdam } from '../lazy-adam';
import { meanLogs } from '../logs';
import type { Logs } from '../types';
import { barrier } from './barrier';
import type { Placement } from './batch';
import { fillInput, fillTarget, rankByLength, readResults } from './batch';
import type { CompilableModel } from './compile';
import type { WorkerPlan } from './plan';
import { fits } from './plan';
import { RowGradients } from './row-gradients';
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
  private readonly sum: Float32Array;

  private constructor(
    private readonly shared: SharedModel,
    private readonly model: CompilableModel,
    private readonly fit: SharedFit,
    private readonly worker: number,
  ) {
    const { vectors, workers } = shared;
    this.dense = slice(vectors, model.weightsBegin, model.weightsEnd);
    this.weights = new Float32Array(this.dense.w.length);
    const [begin, end] = this.ownWeights();
    this.sum = new Float32Array(end - begin);
    if (model.embedding) this.table = new EmbeddingTraining(model, vectors, fit, worker, workers);
  }

  /** Compiles the graphs of this thread's part. */
  static async create(
    shared: SharedModel,
    model: CompilableModel,
    fit: SharedFit,
    worker: number,
  ): Promise<Training> {
    const training = new Training(shared, model, fit, worker);
    for (const plan of new Set([fit.plan[worker], fit.fullPlan[worker]])) {
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
    fillInput(session, model, placement, fit.x, this.table?.weights);
    fillTarget(session, placement, fit.y, model.outputs);
    session.columnWeights.fill(0);
    session.columnWeights.fill(
      1 / batch.length,
      placement.firstColumn,
      placement.firstColumn + placement.rows.length,
    );
    await session.run();
    fit.gradients[worker].set(session.gradients);
    this.table?.collect(session, placement);
    readResults(session, placement, indices, model.outputs, fit.predictions, fit.losses);
  }

  async release(): Promise<void> {
    for (const session of this.sessions.values()) await session.release();
  }

  /** Batch positions by falling length, and this thread's plan for them. */
  private place(batch: Int32Array): { ranks: Int32Array; plan: WorkerPlan } {
    const { fit, worker } = this;
    if (!fit.lengths) return { ranks: Int32Array.from(batch.keys()), plan: fit.fullPlan[worker] };
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
    const [begin, end] = this.ownWeights();
    const { sum } = this;
    sum.set(this.fit.gradients[0].subarray(begin, end));
    for (let other = 1; other < this.shared.workers; other++) {
      const gradient = this.fit.gradients[other];
      for (let i = begin; i < end; i++) sum[i - begin] += gradient[i];
    }
    adamUpdate(this.dense, begin, end, sum, 0, stepSize(this.fit.learningRate, step));
  }

  private ownWeights(): [begin: number, end: number] {
    const { length } = this.dense.w;
    const { workers } = this.shared;
    return [Math.floor((length * this.worker) / workers), Math.floor((length * (this.worker + 1)) / workers)];
  }
}

/** One thread's part of training the embedding table: the rows whose id leaves `worker` on division by `workers`. */
class EmbeddingTraining {
  readonly weights: Float32Array;
  private readonly words: number;
  private readonly dimension: number;
  private readonly collected: RowGradients;
  private readonly summed: RowGradients;
  private readonly updatedAt: Int32Array;
  private readonly adam: LazyAdam;

  constructor(
    private readonly model: CompilableModel,
    vectors: AdamVectors,
    private readonly fit: SharedFit,
    private readonly worker: number,
    private readonly workers: number,
  ) {
    const { shape, offset, size } = model.embedding as NonNullable<CompilableModel['embedding']>;
    [this.words, this.dimension] = shape;
    const table = slice(vectors, offset, offset + size);
    this.weights = table.w;
    this.updatedAt = new Int32Array(this.words);
    this.adam = new LazyAdam(table, this.dimension, this.updatedAt, fit.learningRate);
    this.collected = new RowGradients(this.words, this.dimension, fit.rows[worker], fit.rowGradients[worker]);
    const most = Math.min(
      this.words,
      fit.rows.reduce((sum, rows) => sum + rows.length, 0),
    );
    this.summed = new RowGradients(
      this.words,
      this.dimension,
      new Int32Array(most),
      new Float32Array(most * this.dimension),
    );
  }

  begin(step: number): void {
    this.updatedAt.fill(step);
    this.adam.begin(step);
  }

  /** Sums this thread's input gradients by word; absent rows have none. */
  collect(session: GraphSession, { rows, firstColumn }: Placement): void {
    const { collected, dimension } = this;
    const { steps } = this.model;
    collected.clear();
    let cell = 0;
    for (let t = 0; t < steps; t++) {
      const columns = session.columns[t];
      const used = Math.min(columns, firstColumn + rows.length);
      for (let column = 0; column < used; column++) {
        const word = column < firstColumn ? 0 : this.fit.x[rows[column - firstColumn] * steps + t];
        collected.add(word, session.xGradient, (cell + column) * dimension);
      }
      cell += columns;
    }
    this.fit.rowCounts[this.worker] = collected.count;
  }

  /** Sums the gradients of this thread's rows over all threads and takes the step. */
  update(): void {
    const { summed, dimension, fit } = this;
    this.adam.advance();
    summed.clear();
    for (let other = 0; other < this.workers; other++) {
      for (let i = 0; i < fit.rowCounts[other]; i++) {
        const word = fit.rows[other][i];
        if (this.owns(word)) summed.add(word, fit.rowGradients[other], i * dimension);
      }
    }
    for (let i = 0; i < summed.count; i++) this.adam.update(summed.rows[i], summed.gradients, i * dimension);
  }

  /** Brings this thread's rows among those that a batch uses up to date. */
  prepare(batch: Int32Array): void {
    const { steps } = this.model;
    for (const row of batch) {
      for (let i = row * steps; i < (row + 1) * steps; i++) {
        const word = this.fit.x[i];
        if (this.owns(word)) this.adam.catchUp(word);
      }
    }
    if (this.owns(0)) this.adam.catchUp(0);
  }

  /** Brings all of this thread's rows up to date. */
  finish(): void {
    for (let word = this.worker; word < this.words; word += this.workers) this.adam.catchUp(word);
  }

  private owns(word: number): boolean {
    return word % this.workers === this.worker;
  }
}

function slice({ w, m, v }: AdamVectors, begin: number, end: number): AdamVectors {
  return { w: w.subarray(begin, end), m: m.subarray(begin, end), v: v.subarray(begin, end) };
}
