import type { NdArray } from '@rnn-lab/engine';
import type { TextModel, TextPrediction } from '../saved-model/text-model';
import { HttpError } from './http-error';

/** Texts that wait or are predicted; above this, requests are refused. */
const MOST_TEXTS = 10_000;
/** Texts from which on a batch takes in no further request. */
const BATCH_TEXTS = 1000;

interface Waiting {
  ids: NdArray;
  signal: AbortSignal;
  resolve(predictions: TextPrediction[]): void;
  reject(error: unknown): void;
}

/**
 * Predicts the texts of several requests. While a batch is predicted, requests wait, and then form the next batch together;
 * a request that finds none waits for nothing.
 */
export class PredictionQueue {
  #texts = 0;
  #predicting = false;
  #waiting: Waiting[] = [];
  readonly #failure = new AbortController();

  constructor(private readonly model: Pick<TextModel, 'encode' | 'predict'>) {}

  /** Texts that wait or are predicted. */
  get texts(): number {
    return this.#texts;
  }

  /** Aborted with the error if the engine has failed: then every later prediction fails. */
  get failure(): AbortSignal {
    return this.#failure.signal;
  }

  /**
   * @param signal aborted if nobody waits for the answer any more
   * @throws HttpError 503 if too many texts wait
   * @throws UserError `text-too-long` {index}
   */
  async predict(texts: readonly string[], signal: AbortSignal): Promise<TextPrediction[]> {
    if (this.#texts + texts.length > MOST_TEXTS) {
      const message = `${this.#texts} texts are waiting already; send these again in a second.`;
      throw new HttpError(503, 'busy', message, { 'Retry-After': '1' });
    }
    this.#texts += texts.length;
    try {
      // Each request by itself: a text that can't be read fails no other request.
      const ids = await this.model.encode(texts);
      return await new Promise((resolve, reject) => {
        this.#waiting.push({ ids, signal, resolve, reject });
        void this.#predictWaiting();
      });
    } finally {
      this.#texts -= texts.length;
    }
  }

  async #predictWaiting(): Promise<void> {
    if (this.#predicting) return;
    this.#predicting = true;
    for (let batch = this.#nextBatch(); batch.length > 0; batch = this.#nextBatch()) {
      try {
        const predictions = await this.model.predict(concatenate(batch.map(({ ids }) => ids)));
        let row = 0;
        for (const { ids, resolve } of batch) resolve(predictions.slice(row, (row += ids.shape[0])));
      } catch (error) {
        for (const { reject } of batch) reject(error);
        this.#failure.abort(error);
      }
    }
    this.#predicting = false;
  }

  #nextBatch(): Waiting[] {
    const batch: Waiting[] = [];
    let rows = 0;
    while (rows < BATCH_TEXTS && this.#waiting.length > 0) {
      const next = this.#waiting.shift() as Waiting;
      if (next.signal.aborted) {
        next.reject(next.signal.reason);
        continue;
      }
      batch.push(next);
      rows += next.ids.shape[0];
    }
    return batch;
  }
}

function concatenate(arrays: readonly NdArray[]): NdArray {
  if (arrays.length === 1) return arrays[0];
  const width = arrays[0].shape[1];
  const rows = arrays.reduce((sum, { shape }) => sum + shape[0], 0);
  const data = new Int32Array(rows * width);
  let begin = 0;
  for (const array of arrays) {
    data.set(array.data, begin);
    begin += array.data.length;
  }
  return { data, shape: [rows, width] };
}
