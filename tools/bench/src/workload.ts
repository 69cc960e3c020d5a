import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Loss } from '@rnn-lab/engine';
import { RandomState } from '@rnn-lab/random';

/** The rows to train on, and how. */
export interface Workload {
  batchSize: number;
  loss: Loss;
  /** Whether a step of the schedule is an epoch over all rows, instead of the next batch. */
  wholeEpochs: boolean;
  /** Without the batch axis. */
  rowShape: readonly number[];
  /** Word ids, padded with 0 at the front, or numbers: shape [rows, ...rowShape]. */
  x: Int32Array | Float32Array;
  /** Labels 0 and 1, or numbers: shape [rows, 1]. */
  y: Float32Array;
}

/** The sizes of an Embedding → LSTM → Dense 1 model and its batches. */
export interface WorkloadSizes {
  batchSize: number;
  length: number;
  vocabularySize: number;
  embeddingDimension: number;
  units: number;
}

/** The sizes of a reference recipe, and how long its reviews are. */
export interface Recipe {
  name: string;
  sizes: WorkloadSizes;
  /** How many of 1000 training reviews have 0, 1, … known words; longer ones count as `length`. */
  lengths: readonly number[];
  /** Whether the polarity of the average word is 0. Without it, long reviews nearly all have the same label. */
  balanced?: boolean;
}

/** The Naver reviews: 59% of the padded matrix is padding. */
export const NSMC: Recipe = {
  name: 'NSMC',
  sizes: { batchSize: 60, length: 30, vocabularySize: 35_000, embeddingDimension: 100, units: 128 },
  lengths: [
    9, 18, 31, 44, 54, 62, 67, 66, 62, 58, 53, 50, 45, 40, 37, 33, 29, 25, 21, 17, 14, 12, 10, 9, 8, 7, 7, 6,
    6, 5, 95,
  ],
};

/** The Naver reviews, uncleaned: morphemes, punctuation and emoji. */
export const NSMC_RAW: Recipe = {
  name: 'NSMC raw',
  sizes: { batchSize: 64, length: 60, vocabularySize: 50_000, embeddingDimension: 100, units: 128 },
  lengths: [
    7, 7, 20, 20, 30, 30, 47, 47, 51, 51, 46, 46, 41, 41, 36, 36, 34, 34, 30, 30, 25, 25, 22, 22, 16, 16, 12,
    12, 9, 9, 7, 7, 6, 6, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 38,
  ],
};

/** The IMDB reviews: one in thirteen is shorter than 80 words. */
export const IMDB: Recipe = {
  name: 'IMDB',
  sizes: { batchSize: 32, length: 80, vocabularySize: 20_000, embeddingDimension: 128, units: 128 },
  lengths: Array.from({ length: 81 }, (_, words) => (words === 80 ? 924 : words < 42 ? 0 : 2)),
};

/**
 * Made-up reviews with a recipe's lengths, cut at `length`. Word ids are log-uniform, close to Zipf's law. Every word has a
 * polarity, and the label is the sign of their sum: the loss can fall, so that a wrong optimizer shows in the loss curve.
 */
export function makeWorkload({ sizes, lengths, balanced }: Recipe, batches: number, seed = 0): Workload {
  const { batchSize, length, vocabularySize } = sizes;
  const rows = batches * batchSize;
  const random = new RandomState(seed);
  const wordCounts = lengths.flatMap((count, words) =>
    new Array<number>(count).fill(Math.min(words, length)),
  );
  const polarity = random.normal(0, 1, vocabularySize);
  if (balanced) {
    const share = (word: number) => Math.log1p(1 / word) / Math.log(vocabularySize);
    const average = polarity.reduce((sum, value, word) => (word > 0 ? sum + share(word) * value : sum), 0);
    polarity.forEach((value, word) => (polarity[word] = value - average));
  }
  const x = new Int32Array(rows * length);
  const y = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const words = Int32Array.from(
      random.uniform(0, Math.log(vocabularySize), wordCounts[random.randint(wordCounts.length)]),
      Math.exp,
    );
    x.set(words, (row + 1) * length - words.length);
    y[row] = words.reduce((sum, word) => sum + polarity[word], 0) > 0 ? 1 : 0;
  }
  return { batchSize, loss: 'binaryCrossentropy', wholeEpochs: false, rowShape: [length], x, y };
}

/**
 * Writes the files that every peer reads: `workload.json` (sizes, the dropout rate and the weights' shapes), `x.bin` (int32
 * or float32), `y.bin` and `weights.bin` (float32, in Keras's order), little-endian.
 */
export async function writeWorkload(
  directory: string,
  workload: Workload,
  dropout: number,
  weights: readonly { shape: readonly number[]; data: Float32Array }[],
): Promise<void> {
  const { x, y, ...sizes } = workload;
  const weightShapes = weights.map((weight) => weight.shape);
  const bytes = (array: Int32Array | Float32Array) =>
    new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const dtype = x instanceof Int32Array ? 'int32' : 'float32';
  await writeFile(
    join(directory, 'workload.json'),
    JSON.stringify({ ...sizes, dropout, dtype, weightShapes }),
  );
  await writeFile(join(directory, 'x.bin'), bytes(x));
  await writeFile(join(directory, 'y.bin'), bytes(y));
  await writeFile(
    join(directory, 'weights.bin'),
    weights.map((weight) => bytes(weight.data)),
  );
}
