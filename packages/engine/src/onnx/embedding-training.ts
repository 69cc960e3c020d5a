import type { AdamVectors } from '../adam';
import type { Kernels } from '../kernels';
import { LazyAdam } from '../lazy-adam';
import type { Placement } from './batch';
import type { CompilableModel } from './compile';
import { RowGradients } from './row-gradients';
import type { GraphSession } from './session';
import type { SharedFit } from './shared';

/** One thread's part of training the embedding table: the rows whose id leaves `worker` on division by `workers`. */
export class EmbeddingTraining {
  private readonly words: number;
  private readonly dimension: number;
  private readonly ids: Int32Array;
  private readonly cells: Float32Array;
  private readonly collected: RowGradients;
  private readonly summed: RowGradients;
  private readonly adam: LazyAdam;
  private readonly updatedAt: Int32Array;

  /** @param table [words × dimension], in the kernels' memory */
  constructor(
    private readonly kernels: Kernels,
    private readonly model: CompilableModel,
    private readonly table: AdamVectors,
    private readonly fit: SharedFit,
    private readonly worker: number,
    private readonly workers: number,
  ) {
    this.dimension = model.features;
    this.words = table.w.length / this.dimension;
    this.ids = fit.cellIds[worker];
    this.cells = fit.cells[worker];
    this.updatedAt = new Int32Array(this.words);
    this.adam = new LazyAdam(kernels, table, this.dimension, this.updatedAt, fit.learningRate);
    const rowGradients = (rows: Int32Array, gradients: Float32Array) =>
      new RowGradients(kernels, this.words, this.dimension, rows, gradients);
    this.collected = rowGradients(fit.rows[worker], fit.rowGradients[worker]);
    const sums = fit.rowSums[worker];
    this.summed = rowGradients(new Int32Array(sums.length / this.dimension), sums);
  }

  begin(step: number): void {
    this.updatedAt.fill(step);
    this.adam.begin(step);
  }

  /** Looks up the words of every cell, in time order; a column without a row has padding. */
  fill(session: GraphSession, { rows, firstColumn }: Placement): void {
    const { steps } = this.model;
    let cell = 0;
    for (let t = 0; t < steps; t++) {
      for (let column = 0; column < session.columns[t]; column++) {
        const i = column - firstColumn;
        this.ids[cell++] = i >= 0 && i < rows.length ? this.fit.x[rows[i] * steps + t] : 0;
      }
    }
    const { kernels, cells, table, ids, dimension } = this;
    kernels.gather(cells.byteOffset, table.w.byteOffset, ids.byteOffset, cell, dimension);
    session.x.set(cells.subarray(0, session.x.length));
  }

  /** Sums the gradients of the cells that `fill` filled by word. */
  collect(session: GraphSession): void {
    const { collected, cells, ids } = this;
    const bytes = this.dimension * Float32Array.BYTES_PER_ELEMENT;
    cells.set(session.xGradient);
    collected.clear();
    for (let cell = 0; cell < session.cells; cell++) {
      collected.add(ids[cell], cells.byteOffset + cell * bytes);
    }
    this.fit.rowCounts[this.worker] = collected.count;
  }

  /** Sums the gradients of this thread's rows over all threads and takes the step. */
  update(): void {
    const { summed, fit } = this;
    const bytes = this.dimension * Float32Array.BYTES_PER_ELEMENT;
    this.adam.advance();
    summed.clear();
    for (let other = 0; other < this.workers; other++) {
      for (let i = 0; i < fit.rowCounts[other]; i++) {
        const word = fit.rows[other][i];
        if (this.owns(word)) summed.add(word, fit.rowGradients[other].byteOffset + i * bytes);
      }
    }
    for (let i = 0; i < summed.count; i++) this.adam.update(summed.rows[i], summed.pointer(i));
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
