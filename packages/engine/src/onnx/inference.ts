import type { Placement } from './batch';
import { fillInput, fillTarget, rankByLength, readResults } from './batch';
import type { CompilableModel } from './compile';
import { GraphSession } from './session';
import type { Chunk, SharedModel, SharedPrediction } from './shared';

/** Columns of a chunk: four panels of ONNX Runtime's product. */
const CHUNK_COLUMNS = 64;
/** Different paddings for which a graph is compiled. */
const PADDINGS = 6;

/** Cuts the rows, by falling length, into chunks of rows with about the same padding. */
export function chunks(
  lengths: Int32Array | undefined,
  rows: number,
  steps: number,
): { order: Int32Array; chunks: Chunk[] } {
  const order = lengths ? rankByLength(lengths) : Int32Array.from({ length: rows }, (_, i) => i);
  const result: Chunk[] = [];
  for (let begin = 0; begin < rows;) {
    const unused = lengths ? steps - lengths[order[begin]] : 0;
    // At least the last step has all rows; column 0 is the padding where there is any.
    const unit = Math.ceil(steps / PADDINGS);
    const padding = Math.min(Math.floor(unused / unit) * unit, steps - 1);
    const end = Math.min(begin + CHUNK_COLUMNS - (padding > 0 ? 1 : 0), rows);
    result.push({ begin, end, padding });
    begin = end;
  }
  return { order, chunks: result };
}

/** One thread's part of predicting: takes chunks until none is left. */
export class Inference {
  private readonly weights: Float32Array;
  private readonly sessions = new Map<number, Promise<GraphSession>>();

  constructor(
    private readonly shared: SharedModel,
    private readonly model: CompilableModel,
  ) {
    this.weights = new Float32Array(model.weightsEnd - model.weightsBegin);
  }

  async run({ x, y, order, chunks, cursor, predictions, losses }: SharedPrediction): Promise<void> {
    const { model, shared } = this;
    const { w } = shared.vectors;
    this.weights.set(w.subarray(model.weightsBegin, model.weightsEnd));
    const table =
      model.embedding && w.subarray(model.embedding.offset, model.embedding.offset + model.embedding.size);
    for (let i = Atomics.add(cursor, 0, 1); i < chunks.length; i = Atomics.add(cursor, 0, 1)) {
      const { begin, end, padding } = chunks[i];
      const session = await this.session(padding);
      const placement: Placement = { rows: order.subarray(begin, end), firstColumn: padding > 0 ? 1 : 0 };
      fillInput(session, model, placement, x, table);
      if (y) fillTarget(session, placement, y, model.outputs);
      await session.run();
      readResults(session, placement, placement.rows, model.outputs, predictions, losses);
    }
  }

  async release(): Promise<void> {
    for (const session of this.sessions.values()) await (await session).release();
  }

  private session(padding: number): Promise<GraphSession> {
    let session = this.sessions.get(padding);
    if (!session) {
      const columns = Array.from({ length: this.model.steps }, (_, t) => (t < padding ? 1 : CHUNK_COLUMNS));
      session = GraphSession.create(this.model, columns, this.weights, false);
      this.sessions.set(padding, session);
    }
    return session;
  }
}
