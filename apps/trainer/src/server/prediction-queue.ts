import type { NdArray } from '@rnn-lab/engine';
import { HttpError } from './http-error';

/** Inputs that wait or are predicted; above this, requests are refused. */
const MOST_INPUTS = 10_000;
/** Inputs from which on a batch takes in no further request. */
const BATCH_INPUTS = 1000;

interface Waiting<Prediction> {
  x: NdArray;
  signal: AbortSignal;
  resolve(predictions: Prediction[]): void;
  reject(error: unknown): void;
}

/** What the queue uses of a model, of texts or of series. */
interface QueuedModel<Input, Prediction> {
  encode(inputs: readonly Input[]): Promise<NdArray>;
  predict(x: NdArray): Promise<Prediction[]>;
}

/**
 * Predicts the inputs of several requests. While a batch is predicted, requests wait, and then form the next batch together;
 * a request that finds none waits for nothing.
 */
export class PredictionQueue<Input, Prediction> {
  #inputs = 0;
  #predicting = false;
  #waiting: Waiting<Prediction>[] = [];
  readonly #failure = new AbortController();

  constructor(private readonly model: QueuedModel<Input, Prediction>) {}

  /** Inputs that wait or are predicted. */
  get length(): number {
    return this.#inputs;
  }

  /** Aborted with the error if the engine has failed: then every later prediction fails. */
  get failure(): AbortSignal {
    return this.#failure.signal;
  }

  /**
   * @param signal aborted if nobody waits for the answer any more
   * @throws HttpError 503 if too many inputs wait
   * @throws UserError `text-too-long` {index}
   */
  async predict(inputs: readonly Input[], signal: AbortSignal): Promise<Prediction[]> {
    if (this.#inputs + inputs.length > MOST_INPUTS) {
      const message = `${this.#inputs} predictions are waiting already; ask again in a second.`;
      throw new HttpError(503, 'busy', message, { 'Retry-After': '1' });
    }
    this.#inputs += inputs.length;
    try {
      // Each request by itself: a text that can't be read fails no other request.
      const x = await this.model.encode(inputs);
      return await new Promise((resolve, reject) => {
        this.#waiting.push({ x, signal, resolve, reject });
        void this.#predictWaiting();
      });
    } finally {
      this.#inputs -= inputs.length;
    }
  }

  async #predictWaiting(): Promise<void> {
    if (this.#predicting) return;
    this.#predicting = true;
    for (let batch = this.#nextBatch(); batch.length > 0; batch = this.#nextBatch()) {
      try {
        const predictions = await this.model.predict(concatenate(batch.map(({ x }) => x)));
        let row = 0;
        for (const { x, resolve } of batch) resolve(predictions.slice(row, (row += x.shape[0])));
      } catch (error) {
        for (const { reject } of batch) reject(error);
        this.#failure.abort(error);
      }
    }
    this.#predicting = false;
  }

  #nextBatch(): Waiting<Prediction>[] {
    const batch: Waiting<Prediction>[] = [];
    let rows = 0;
    while (rows < BATCH_INPUTS && this.#waiting.length > 0) {
      const next = this.#waiting.shift() as Waiting<Prediction>;
      if (next.signal.aborted) {
        next.reject(next.signal.reason);
        continue;
      }
      batch.push(next);
      rows += next.x.shape[0];
    }
    return batch;
  }
}

function concatenate(arrays: readonly NdArray[]): NdArray {
  if (arrays.length === 1) return arrays[0];
  const [first] = arrays;
  const [, ...rowShape] = first.shape;
  const rows = arrays.reduce((sum, { shape }) => sum + shape[0], 0);
  const size = arrays.reduce((sum, { data }) => sum + data.length, 0);
  const data = first.data instanceof Int32Array ? new Int32Array(size) : new Float32Array(size);
  let begin = 0;
  for (const array of arrays) {
    data.set(array.data, begin);
    begin += array.data.length;
  }
  return { data, shape: [rows, ...rowShape] };
}
