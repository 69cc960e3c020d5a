import type { CompiledModel, EmbeddingTable } from '../../graph/compile-model';
import type { WeightSpec } from '../../graph/model-spec';
import { trainableWeights } from '../../graph/weights';
import { BagGradients } from '../../layers/embedding/bag-gradients';
import type { Lookups } from '../../layers/embedding/bags';
import { lookupsOf } from '../../layers/embedding/bags';
import { EmbeddingShard } from '../../layers/embedding/embedding-shard';
import { deduplicate, lookUp } from '../../layers/embedding/lookup';
import { UniqueIds } from '../../layers/embedding/unique-ids';
import type { StepHistograms, StepRecord } from '../../trainer';
import type { Losses } from '../../metrics/measure';
import { meanLosses } from '../../metrics/measure';
import { clips } from '../../optimizers/clipping';
import type { Optimizer, OptimizerVectors, RangeUpdate } from '../../optimizers/optimizer';
import { createOptimizer, learningRateAt } from '../../optimizers/optimizer-options';
import { rangeUpdate } from '../../optimizers/range-update';
import { TableRows } from '../../optimizers/table-rows';
import { evaluateLosses } from '../evaluate-loss';
import type { Heap } from '../heap';
import type { OptimizerKernels } from '../kernels';
import { startKernels } from '../kernels';
import { Network, stepCosts } from '../network';
import { fillInput, rankByLength } from '../packing/batch';
import type { PackedBatch } from '../packing/packed-batch';
import { packFull, partition } from '../packing/packed-batch';
import type { Float32Pointer } from '../pointer';
import { elementAt, pointerTo } from '../pointer';
import { createAllReduce } from './all-reduce';
import { barrier } from './barrier';
import type { GradientPart } from './gradient-clipper';
import { GradientClipper } from './gradient-clipper';
import { L2Regularizer } from './l2-regularizer';
import type { SharedFit, SharedModel } from './shared';
import { Control } from './shared';
import { copyVectors, SnapshotRequest } from './snapshot';
import type { WeightPart } from './weight-histograms';
import { WeightHistograms } from './weight-histograms';

/** One pass over the training rows. */
export interface Epoch {
  /** The rows' numbers, in the order of training. */
  order: Int32Array;
  /** Optimizer steps taken before. */
  stepsBefore: number;
  /** Multiplies the learning rate of every step. */
  learningRateFactor: number;
  /** Of this epoch's dropout masks. */
  dropoutSeed: number;
  /** To continue the epoch of a checkpoint: its steps so far, and the rows' states by embedding. */
  resume?: { done: number; updatedAt: readonly Int32Array[] };
}

interface EpochReport {
  /** Called in every worker, after every step. */
  onStep(step: Omit<StepRecord, 'seconds'>): void;
  /** Called in the first worker, after `onStep`. */
  onHistograms(histograms: StepHistograms): void;
  /** Called in every worker, when the snapshot is complete. */
  onSnapshot(step: number): void;
}

/** How an epoch ended. `steps` is the number of the last optimizer step, counted since the first fit. */
export type EpochEnd =
  { kind: 'done' | 'aborted'; steps: number } | { kind: 'nonFinite'; steps: number; losses: Losses };

/** The trainable weights, without the embeddings', that a worker updates. */
interface OwnWeights {
  /** The first one's index in `TrainWorker.dense`. */
  begin: number;
  count: number;
  /** Their gradient by every worker. The sum goes into the first. */
  gradients: readonly Float32Pointer[];
}

/**
 * One worker's share of training. All workers run the same steps in lockstep: each computes the gradient of its part of
 * the batch; then each sums the gradients of, and updates, its part of the weights. Sums are in worker order, so results
 * depend only on the number of workers, not on timing.
 */
export class TrainWorker {
  /** All weights except the embeddings'. */
  private readonly dense: OptimizerVectors;
  private readonly own: OwnWeights;
  /** The distinct ids of this worker's part of the batch; undefined if the input isn't ids. */
  private readonly used?: UniqueIds;
  private readonly lookups: Lookups;
  /** Of the embeddings with bags, by node. */
  private readonly bags: ReadonlyMap<number, BagGradients>;
  private readonly shards: readonly EmbeddingShard[];
  private readonly kernels: OptimizerKernels;
  private readonly optimizer: Optimizer;
  private readonly updateRange: RangeUpdate;
  private readonly regularizer?: L2Regularizer;
  private readonly clipper?: GradientClipper;
  private readonly histograms?: WeightHistograms;
  private readonly network: Network;

  constructor(
    private readonly shared: SharedModel,
    private readonly model: CompiledModel,
    private readonly fit: SharedFit,
    private readonly worker: number,
    private readonly heap: Heap,
  ) {
    this.kernels = startKernels(shared.kernels.optimizer, heap);
    // One worker may get all rows of a batch, plus the padding column.
    const columns = fit.batchSize + 1;
    const rows = columns * model.steps;
    this.dense = slice(shared.vectors, model.weightsBegin, model.weightsEnd);
    this.own = this.ownWeights();
    this.lookups = lookupsOf(model.embeddings, shared.vectors.w);
    const synchronize = () => barrier(shared.control, shared.workers);
    this.bags = this.bagGradients();
    const vectors = {
      weights: pointerTo(this.dense.w),
      gradients: fit.gradients[worker],
      tableGradients: new Map(
        [...fit.embeddings].map(([node, { rowGradients }]) => [
          node,
          this.bags.get(node)?.means ?? rowGradients[worker],
        ]),
      ),
      allReduce: createAllReduce(fit.reduced, worker, shared.workers, synchronize),
    };
    this.optimizer = createOptimizer(shared.optimizer);
    this.updateRange = rangeUpdate(this.optimizer, this.kernels, heap, this.dense);
    this.network = new Network(model, shared.kernels, heap, vectors, { columns, rows });
    if (model.spec.vocabularySize !== undefined) {
      this.used = new UniqueIds(model.spec.vocabularySize, fit.uniqueIds[worker]);
    }
    this.shards = [...fit.embeddings].map(([node, embedding]) => {
      const { table } = model.embeddings.get(node) as EmbeddingTable;
      const part = slice(shared.vectors, table.offset, table.offset + table.size);
      const parts = {
        kernels: this.kernels,
        table: new TableRows(this.optimizer, this.kernels, heap, part, embedding.dimension),
        bags: this.lookups.get(node)?.bags,
        embedding,
        x: fit.x,
        steps: model.steps,
      };
      return new EmbeddingShard(parts, worker, shared.workers);
    });
    this.regularizer = this.newRegularizer();
    this.clipper = this.newClipper();
    this.histograms = this.newHistograms();
  }

  /** One pass over the rows in the epoch's order. */
  epoch(
    { order, stepsBefore, learningRateFactor, dropoutSeed, resume }: Epoch,
    { onStep, onHistograms, onSnapshot }: EpochReport,
  ): EpochEnd {
    const { fit, shared, shards } = this;
    const batches = Math.ceil(order.length / fit.batchSize);
    const batchAt = (i: number) => order.subarray(i * fit.batchSize, (i + 1) * fit.batchSize);
    let step = stepsBefore;
    for (const shard of shards) shard.begin(step);
    const finish = () => shards.forEach((shard) => shard.finish());
    const begin = () => {
      const learningRate = learningRateFactor * learningRateAt(shared.optimizer, step);
      step++;
      this.optimizer.begin(step, learningRate);
    };
    const done = resume?.done ?? 0;
    for (let i = 0; i < done; i++) {
      begin();
      for (const shard of shards) shard.replay();
    }
    if (resume) shards.forEach((shard, i) => shard.restore(resume.updatedAt[i]));

    for (let i = done; i < batches; i++) {
      const batch = batchAt(i);
      this.computeGradients(batch, dropoutSeed, step);
      this.regularizer?.measure();
      if (this.worker === 0) this.readRequests();
      barrier(shared.control, shared.workers);
      const snapshot = shared.control[Control.snapshot];

      const losses = meanLosses(shared.outputs, fit.losses, batch.length);
      losses.loss += this.regularizer?.total ?? 0;
      // Copied before the barrier, after which the other workers compute the next batch.
      const predictions = this.reportedPredictions(batch);
      const finite = Number.isFinite(losses.loss);
      if (!finite || shared.control[Control.stop] === 1) {
        finish();
        return finite ? { kind: 'aborted', steps: step } : { kind: 'nonFinite', steps: step, losses };
      }
      this.sumGradients();
      const histograms = this.histograms?.isDue(step + 1) ? this.histograms : undefined;
      histograms?.addGradients();
      this.clipper?.clip();
      begin();
      this.updateWeights();
      for (const shard of shards) {
        shard.update();
        if (i + 1 < batches) shard.prepare(batchAt(i + 1));
      }
      histograms?.addValues();
      barrier(shared.control, shared.workers);
      onStep({ ...losses, step, batchSize: batch.length, predictions });
      if (histograms && this.worker === 0) onHistograms(histograms.collect());
      if (snapshot === SnapshotRequest.none) continue;
      this.takeSnapshot();
      barrier(shared.control, shared.workers);
      onSnapshot(step);
      if (snapshot === SnapshotRequest.stop) {
        finish();
        return { kind: 'aborted', steps: step };
      }
    }
    finish();
    return { kind: 'done', steps: step };
  }

  /** Writes this worker's gradients, losses and predictions for the batch to `fit`. */
  computeGradients(batch: Int32Array, dropoutSeed: number, step: number): void {
    const { model, fit, worker, network, shared } = this;
    const { indices, packed } = this.part(batch);
    const rows = indices.map((index) => batch[index]);
    const histograms = this.histograms?.isDue(step + 1) ? this.histograms : undefined;
    // A layer that sums over the workers needs all of them.
    if (rows.length === 0 && model.reduced === 0) {
      const { weightsBegin, weightsEnd } = model;
      this.heap.floats(fit.gradients[worker], weightsEnd - weightsBegin).fill(0);
      histograms?.addGates(false);
      fit.uniqueCounts[worker] = 0;
      for (const { uniqueCounts } of fit.embeddings.values()) uniqueCounts[worker] = 0;
      return;
    }
    this.fill(packed, rows);
    network.dropout.begin(dropoutSeed, step, rows, packed);
    network.forward(packed);
    histograms?.addGates(true);
    const part = { rows, y: fit.y, indices, rowWeights: fit.rowWeights };
    evaluateLosses(network, shared.outputs, packed, part, fit, 1 / batch.length);
    network.backward();
    for (const bags of this.bags.values()) bags.spread(this.used as UniqueIds);
  }

  release(): void {
    this.network.release();
  }

  /** Reads for all workers what the engine requests at this step. */
  private readRequests(): void {
    const { control } = this.shared;
    control[Control.stop] = Atomics.load(control, Control.abort);
    control[Control.snapshot] = SnapshotRequest.none;
    if (control[Control.stop] === 1 || !this.fit.snapshot || Atomics.load(control, Control.held)) return;
    control[Control.snapshot] = Atomics.exchange(control, Control.requested, SnapshotRequest.none);
    if (control[Control.snapshot] !== SnapshotRequest.none) Atomics.store(control, Control.held, 1);
  }

  /** Copies this worker's share of the training's state. */
  private takeSnapshot(): void {
    const { fit, shared, worker, shards } = this;
    const { snapshot } = fit;
    if (!snapshot) return;
    copyVectors(shared.vectors, snapshot, worker, shared.workers);
    shards.forEach((shard, i) => shard.save(snapshot.updatedAt[i]));
  }

  /** Fills the network's sources with this worker's part of the batch. */
  private fill(packed: PackedBatch, rows: Int32Array): void {
    const { model, fit, network, used, worker } = this;
    if (!used) {
      fillInput(network, packed, rows, fit.x);
      return;
    }
    used.clear();
    deduplicate(used, network.indices(packed.offsets[model.steps]), packed, rows, fit.x);
    lookUp(network, used, this.lookups, this.shared.vectors.w);
    fit.uniqueCounts[worker] = used.count;
  }

  /** This worker's positions in the batch, longest rows first, and their layout. */
  private part(batch: Int32Array): { indices: Int32Array; packed: PackedBatch } {
    const { fit, worker, model, shared } = this;
    if (!fit.lengths) {
      const begin = Math.floor((batch.length * worker) / shared.workers);
      const end = Math.floor((batch.length * (worker + 1)) / shared.workers);
      const indices = Int32Array.from({ length: end - begin }, (_, i) => begin + i);
      return { indices, packed: packFull(indices.length, model.steps) };
    }
    const lengths = batch.map((row) => (fit.lengths as Int32Array)[row]);
    const ranks = rankByLength(lengths);
    const sorted = {
      lengths: ranks.map((index) => lengths[index]),
      steps: model.steps,
      padding: model.padding,
      costs: stepCosts(shared.kernels),
    };
    const { begin, end, packed } = partition(sorted, shared.workers)[worker];
    return { indices: ranks.subarray(begin, end), packed };
  }

  /** Only the first worker reports. */
  private reportedPredictions(batch: Int32Array): Float32Array[] | undefined {
    const { fit, shared, worker } = this;
    if (worker !== 0 || !shared.reportPredictions) return undefined;
    // Not `slice`, whose result would be in shared memory.
    return fit.predictions.map(
      (predictions) =>
        new Float32Array(predictions.subarray(0, batch.length * (predictions.length / fit.batchSize))),
    );
  }

  /** Sums the gradients of this worker's part of the weights over all workers, and adds the L2 penalties'. */
  private sumGradients(): void {
    const { count, gradients } = this.own;
    for (let i = 1; i < gradients.length; i++) this.kernels.add(count, gradients[i], gradients[0]);
    this.regularizer?.addGradients();
    for (const shard of this.shards) shard.sumGradients();
  }

  private bagGradients(): Map<number, BagGradients> {
    const { heap, model, fit, worker, lookups } = this;
    const ids = fit.uniqueIds[worker].length;
    const gradients = [...fit.embeddings].flatMap(([node, embedding]) => {
      const bags = lookups.get(node)?.bags;
      if (!bags) return [];
      const [tableSize] = (model.embeddings.get(node) as EmbeddingTable).table.shape;
      return [[node, new BagGradients(heap, bags, embedding, worker, { tableSize, ids })] as const];
    });
    return new Map(gradients);
  }

  private updateWeights(): void {
    const { begin, count, gradients } = this.own;
    this.updateRange(begin, count, gradients[0]);
    if (this.worker === 0) this.network.updateStatistics();
  }

  private newClipper(): GradientClipper | undefined {
    const { shared, model, fit, worker, kernels, shards } = this;
    if (!clips(shared.optimizer)) return undefined;
    // Embedding tables precede the other weights.
    const variables = trainableWeights(model.spec).filter(({ offset }) => offset >= model.weightsBegin);
    const parts = variables.map((weight): GradientPart => {
      const { first, count } = this.ownPart(weight);
      return { pointer: elementAt(fit.gradients[0], first), count };
    });
    for (const { gradientSum } of shards) parts.push(gradientSum);
    const synchronize = () => barrier(shared.control, shared.workers);
    return new GradientClipper(kernels, shared.optimizer, parts, fit.sumsOfSquares, worker, synchronize);
  }

  private newRegularizer(): L2Regularizer | undefined {
    const { model, fit, worker, kernels, shards, dense } = this;
    if (model.penalties.length === 0) return undefined;
    const parts = model.penalties
      .filter(({ weight }) => weight.offset >= model.weightsBegin)
      .map(({ weight, factor }) => {
        const { first, count } = this.ownPart(weight);
        const pointer = elementAt(fit.gradients[0], first);
        return { factor, count, pointer, w: elementAt(pointerTo(dense.w), first) };
      });
    return new L2Regularizer(kernels, parts, shards, fit.penalties, worker);
  }

  private newHistograms(): WeightHistograms | undefined {
    const { fit, shared, worker, model, heap, dense, shards } = this;
    if (!fit.histograms) return undefined;
    const tables = [...fit.embeddings.keys()].map((node) => model.embeddings.get(node)?.table);
    const parts = trainableWeights(model.spec).map((weight): WeightPart => {
      const shard = shards[tables.indexOf(weight)];
      if (shard) {
        return {
          name: weight.name,
          readValues: (visit) => shard.readRows(visit),
          gradients: () => heap.floats(shard.gradientSum.pointer, shard.gradientSum.count),
        };
      }
      const { first, count } = this.ownPart(weight);
      return {
        name: weight.name,
        readValues: (visit) => visit(dense.w.subarray(first, first + count)),
        gradients: () => heap.floats(elementAt(fit.gradients[0], first), count),
      };
    });
    return new WeightHistograms(fit.histograms, parts, this.network.gates, worker, shared.workers);
  }

  /** The part of a weight that this worker updates: the first element's index in `dense`, and the number of elements. */
  private ownPart({ offset, size }: WeightSpec): { first: number; count: number } {
    const { begin, count } = this.own;
    const from = offset - this.model.weightsBegin;
    const first = Math.max(from, begin);
    return { first, count: Math.max(Math.min(from + size, begin + count) - first, 0) };
  }

  private ownWeights(): OwnWeights {
    const length = this.model.trainableEnd - this.model.weightsBegin;
    const { workers } = this.shared;
    const begin = Math.floor((length * this.worker) / workers);
    const end = Math.floor((length * (this.worker + 1)) / workers);
    const gradients = this.fit.gradients.map((gradient) => elementAt(gradient, begin));
    return { begin, count: end - begin, gradients };
  }
}

function slice({ w, slots }: OptimizerVectors, begin: number, end: number): OptimizerVectors {
  return { w: w.subarray(begin, end), slots: slots.map((slot) => slot.subarray(begin, end)) };
}
