import { evaluateLoss, fillInput, lookUp, numberWords, rankByLength } from './batch';
import type { CompilableModel } from './compilable';
import { Network } from './network';
import type { Chunk, SharedModel, SharedPrediction } from './shared';
import type { Shape } from './shape';
import { fullShape, shapeFor } from './shape';
import { Words } from './words';

/** Eight panels of ONNX Runtime's product, one column of which may be the padding. */
const CHUNK_ROWS = 127;

/** Cuts the rows, by falling length, into chunks. */
export function chunks(
  lengths: Int32Array | undefined,
  rows: number,
): { order: Int32Array; chunks: Chunk[] } {
  const result: Chunk[] = [];
  for (let begin = 0; begin < rows; begin += CHUNK_ROWS) {
    result.push({ begin, end: Math.min(begin + CHUNK_ROWS, rows) });
  }
  const order = lengths ? rankByLength(lengths) : Int32Array.from({ length: rows }, (_, i) => i);
  return { order, chunks: result };
}

/** One thread's part of predicting: takes chunks until none is left. */
export class Inference {
  private readonly words?: Words;

  private readonly network: Network;

  constructor(
    private readonly shared: SharedModel,
    private readonly model: CompilableModel,
  ) {
    const { embedding, steps } = model;
    this.network = new Network(model, shared.kernels.layers, CHUNK_ROWS + 1, false);
    this.words = embedding && new Words(embedding.shape[0], new Int32Array((CHUNK_ROWS + 1) * steps));
  }

  run(prediction: SharedPrediction): void {
    const { model, network, shared } = this;
    const { x, y, order, lengths, chunks, cursor } = prediction;
    const { w } = shared.vectors;
    network.weights.set(w.subarray(model.weightsBegin, model.weightsEnd));
    for (let i = Atomics.add(cursor, 0, 1); i < chunks.length; i = Atomics.add(cursor, 0, 1)) {
      const rows = order.subarray(chunks[i].begin, chunks[i].end);
      const shape = lengths
        ? shapeFor(lengths, chunks[i].begin, chunks[i].end, model.steps)
        : fullShape(rows.length, model.steps);
      this.fill(shape, rows, x);
      network.forward(shape);
      evaluateLoss(network, model, shape, { rows, y, indices: rows }, prediction);
    }
  }

  private fill(shape: Shape, rows: Int32Array, x: Float32Array | Int32Array): void {
    const { model, network, words, shared } = this;
    if (!model.embedding || !words) {
      fillInput(network, shape, rows, x);
      return;
    }
    const { offset, size } = model.embedding;
    numberWords(words, network.ids(shape.offsets[model.steps]), shape, rows, x);
    lookUp(network, words, shared.vectors.w.subarray(offset, offset + size));
  }
}
