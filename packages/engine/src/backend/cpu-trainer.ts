import type { Checkpoint, TrainerState } from '../checkpoint';
import type { EmbeddingTable } from '../graph/compile-model';
import { allWeights } from '../graph/weights';
import type { Rows } from '../rows';
import type { EpochEvents, Trainer } from '../trainer';
import { peek, refuseNonFinite } from '../trainer';
import type { FitOptions, Logs, MatMulName, Outputs } from '../types';
import type { CpuState } from './cpu-state';
import { abortable, learningRateOf } from './cpu-state';
import { evaluate } from './infer';
import { share } from './shared-arrays';
import type { SharedFit } from './threads/shared';
import { Control } from './threads/shared';
import type { Snapshot } from './threads/snapshot';
import { allocateSnapshot, copyVectors, SnapshotRequest } from './threads/snapshot';
import { allocateHistograms } from './threads/weight-histograms';

/** A fit of the engine `cpu`. */
export class CpuTrainer implements Trainer {
  /** Multiplies the learning rate of the epoch in progress. */
  private factor: number;
  /** By trainable embedding: the step up to which each row of a restored state is up to date. */
  private updatedAt: readonly Int32Array[] = [];

  private constructor(
    private readonly state: CpuState,
    private readonly matmul: MatMulName,
    private readonly fit: SharedFit,
    private readonly options: FitOptions<Outputs>,
  ) {
    this.factor = state.learningRateFactor;
  }

  /** Begins a fit in the threads; the caller ends it. */
  static async begin(
    state: CpuState,
    matmul: MatMulName,
    fit: SharedFit,
    options: FitOptions<Outputs>,
  ): Promise<CpuTrainer> {
    const { control } = state.shared;
    if (options.checkpoints) fit.snapshot = newSnapshot(state, fit);
    if (options.histograms) {
      const { model, shared } = state;
      fit.histograms = allocateHistograms(options.histograms.everySteps, shared.workers, model);
    }
    Atomics.store(control, Control.requested, SnapshotRequest.none);
    Atomics.store(control, Control.held, 0);
    await state.threads.execute({ kind: 'beginFit', fit });
    return new CpuTrainer(state, matmul, fit, options);
  }

  get origin(): Checkpoint['origin'] {
    const { model, shared } = this.state;
    const { optimizer, workers } = shared;
    const losses = shared.outputs.map(({ loss, lossWeight }) => ({ loss, lossWeight }));
    const weights = allWeights(model.spec).map(({ name, shape }) => `${name} [${shape.join()}]`);
    return { engine: 'cpu', workers, matmul: this.matmul, losses, optimizer, weights };
  }

  async epoch(
    order: Int32Array,
    done: number,
    { onStep, onHistograms, onSnapshot }: EpochEvents,
  ): Promise<void> {
    const { state, options, updatedAt } = this;
    const { control } = state.shared;
    if (done === 0) this.factor = state.learningRateFactor;
    const epoch = {
      order: share(order),
      stepsBefore: state.step - done,
      learningRateFactor: this.factor,
      dropoutSeed: peek(options.random),
      resume: done > 0 ? { done, updatedAt } : undefined,
    };
    // Steps arrive in a message handler, where nothing would catch an error of the callback.
    const failures: unknown[] = [];
    const end = await state.threads.execute(
      { kind: 'epoch', ...epoch },
      ({ steps, histograms, snapshot }) => {
        try {
          steps.forEach(onStep);
          if (histograms) onHistograms(histograms);
          if (snapshot !== undefined && failures.length === 0) onSnapshot(this.stateAt(snapshot));
        } catch (error) {
          failures.push(error);
          this.stop();
        }
      },
    );
    if (!end) throw new Error('The epoch ended without a result.');
    state.step = end.steps;
    // `stop` ends the epoch alone, not the validation after it.
    Atomics.store(control, Control.abort, options.signal?.aborted && !options.checkpoints ? 1 : 0);
    if (failures.length > 0) throw failures[0];
    if (end.kind === 'nonFinite') {
      const step = end.steps + 1;
      refuseNonFinite(state.outputs, end.losses, step, learningRateOf(state, step, this.factor));
    }
  }

  stop(): void {
    Atomics.store(this.state.shared.control, Control.abort, 1);
  }

  evaluate(rows: Rows): Promise<Logs> {
    const { state, factor } = this;
    const { checkpoints, signal } = this.options;
    const work = () => evaluate(state, rows, 'validation loss', factor, signal);
    return checkpoints ? abortable(state, signal, work) : work();
  }

  requestSnapshot(then: 'continue' | 'stop'): void {
    Atomics.store(this.state.shared.control, Control.requested, SnapshotRequest[then]);
  }

  releaseSnapshot(): void {
    Atomics.store(this.state.shared.control, Control.held, 0);
  }

  snapshot(): TrainerState {
    const { shared, step } = this.state;
    const snapshot = this.fit.snapshot as Snapshot;
    copyVectors(shared.vectors, snapshot, 0, 1);
    for (const rows of snapshot.updatedAt) rows.fill(step);
    return this.stateAt(step);
  }

  restore(saved: TrainerState): void {
    const { state } = this;
    const { vectors } = state.shared;
    vectors.w.set(saved.w);
    vectors.slots.forEach((slot, i) => slot.set(saved.slots[i]));
    state.step = saved.step;
    state.learningRateFactor = saved.learningRateFactor;
    this.factor = saved.epochFactor;
    this.updatedAt = saved.updatedAt;
  }

  private stateAt(step: number): TrainerState {
    const { learningRateFactor } = this.state;
    return { step, learningRateFactor, epochFactor: this.factor, ...(this.fit.snapshot as Snapshot) };
  }
}

function newSnapshot({ model, shared }: CpuState, { embeddings }: SharedFit): Snapshot {
  const tables = [...embeddings.keys()].map(
    (node) => (model.embeddings.get(node) as EmbeddingTable).table.shape[0],
  );
  return allocateSnapshot(shared.vectors, tables);
}
