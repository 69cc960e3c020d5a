import { createHash } from 'node:crypto';

import { emptyFile } from './errors';
import { readNpyHeader } from './npy';
import { readNpz, unreadable } from './npz';
import { readPickledLists } from './pickled-lists';

export interface RankedReviews {
  /** Per review: the ranks of its words; 1 is the most frequent word. */
  ranks: Int32Array[];
  /** Per review: 1 positive, 0 negative. */
  labels: Uint8Array;
}

export interface ParsedImdb {
  train: RankedReviews;
  test: RankedReviews;
  /** Whether the arrays are the official ones, byte for byte. */
  official: boolean;
}

const ARRAYS = ['x_train', 'y_train', 'x_test', 'y_test'] as const;

/** Of the official archive's arrays as NPY files: an archive that was packed again has the same. */
const OFFICIAL_SHA256: Record<(typeof ARRAYS)[number], string> = {
  x_train: '0393b2de3fcbdc3409e9c28edc2810b8f584043760d14d0d0b3c837a09a6b783',
  y_train: 'bbaae57861b04bcd8920f042307d42b597550950ed379427e0051934f46fbaa8',
  x_test: 'ec00c78d90ad4b790344503f1028c3ff671f28d72703dd53d871600f200fce62',
  y_test: 'bbaae57861b04bcd8920f042307d42b597550950ed379427e0051934f46fbaa8',
};

/**
 * Reads Keras's `imdb.npz`: `x_train` and `x_test`, object arrays of lists of integers, and `y_train` and `y_test`, int64.
 *
 * @param location what errors call the file
 * @throws DataError `empty-file` {file}; `malformed-file` with the array in its message
 */
export function parseImdb(content: Buffer, location: string): ParsedImdb {
  if (content.length === 0) {
    throw emptyFile(location, 'put the official file there, or remove it to have it downloaded');
  }
  const files = readNpz(content, location, ARRAYS);
  const read = (split: 'train' | 'test') => {
    const ranks = parseRanks(files[`x_${split}`], `${location}, array x_${split}`);
    const labels = parseLabels(files[`y_${split}`], `${location}, array y_${split}`);
    if (labels.length === 0) {
      throw unreadable(location, `y_${split} has no labels`);
    }
    if (ranks.length !== labels.length) {
      throw unreadable(
        location,
        `x_${split} has ${ranks.length} reviews, and y_${split} ${labels.length} labels`,
      );
    }
    return { ranks, labels };
  };
  const official = ARRAYS.every((name) => sha256(files[name]) === OFFICIAL_SHA256[name]);
  return { train: read('train'), test: read('test'), official };
}

function parseRanks(file: Buffer, place: string): Int32Array[] {
  const { descr, length, start } = readNpyHeader(file, place);
  if (descr !== '|O') {
    throw unreadable(place, `its elements are of type ${descr}, not lists (|O)`);
  }
  const lists = readPickledLists(file, start, length, place);
  const wrong = lists.findIndex((ranks) => ranks.some((rank) => rank < 1));
  if (wrong !== -1) {
    throw unreadable(place, `review ${wrong} has a word of a rank below 1`);
  }
  return lists;
}

function parseLabels(file: Buffer, place: string): Uint8Array {
  const { descr, length, start } = readNpyHeader(file, place);
  if (descr !== '<i8') {
    throw unreadable(place, `its elements are of type ${descr}, not int64 (<i8)`);
  }
  if (file.length - start !== 8 * length) {
    throw unreadable(place, `${length} int64 take ${8 * length} bytes, and it has ${file.length - start}`);
  }
  return Uint8Array.from({ length }, (_, i) => {
    const label = file.readBigInt64LE(start + 8 * i);
    if (label !== 0n && label !== 1n) {
      throw unreadable(place, `label ${i} is ${label} instead of 0 or 1`);
    }
    return Number(label);
  });
}

function sha256(file: Buffer): string {
  return createHash('sha256').update(file).digest('hex');
}
