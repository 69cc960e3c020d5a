import type { DataError } from './errors';
import { unreadable } from './npz';

/*
 * A pickle is a program for a stack machine, which can call any Python function. This reader is not such a machine: it accepts
 * only the program that Python 2 writes for a NumPy object array of lists of integers (protocol 2; CPython's
 * Lib/pickletools.py describes the format).
 */

/** `_reconstruct(ndarray, (0,), 'b')`, and the beginning of its state: version 1 and the shape. */
const ARRAY = [
  '\x80\x02', // PROTO 2
  'cnumpy.core.multiarray\n_reconstruct\n', // GLOBAL
  'cnumpy\nndarray\n',
  'K\x00', // BININT1
  '\x85', // TUPLE1
  'U\x01b', // SHORT_BINSTRING
  '\x87', // TUPLE3
  'R', // REDUCE
  '(', // MARK
  'K\x01',
];

/** The end of the shape's tuple, `dtype('O8', 0, 1)` with its state, and False for Fortran order. */
const OBJECTS = [
  '\x85',
  'cnumpy\ndtype\n',
  'U\x02O8',
  'K\x00',
  'K\x01',
  '\x87',
  'R',
  '(',
  'K\x03',
  'U\x01|',
  'N', // NONE
  'N',
  'N',
  'J\xff\xff\xff\xff', // BININT
  'J\xff\xff\xff\xff',
  'K\x3f',
  't', // TUPLE
  'b', // BUILD
  '\x89', // NEWFALSE
];

const END = ['t', 'b', '.']; // TUPLE, BUILD, STOP

const [GLOBAL, BINPUT, LONG_BINPUT, BININT1, BININT2, BININT, EMPTY_LIST, MARK, APPENDS] =
  Buffer.from('cqrKMJ](e');

/**
 * Reads a pickled array of lists of integers.
 *
 * @param file contains the pickle, from `start` to the end
 * @param length the required number of lists
 * @param place what errors call the file
 * @returns the lists; they share one buffer
 * @throws DataError `malformed-file`, with the offset of the first unexpected byte in its message
 */
export function readPickledLists(file: Buffer, start: number, length: number, place: string): Int32Array[] {
  const pickle = new Pickle(file, start, place);
  const otherLength = (found: string | number) =>
    unreadable(place, `its pickle has ${found} lists, and its header claims ${length}`);

  pickle.expect(ARRAY);
  const claimed = pickle.integer();
  if (claimed !== length) {
    throw otherLength(claimed);
  }
  pickle.expect(OBJECTS);
  // An integer takes at least two bytes.
  const integers = new Int32Array((file.length - start) >> 1);
  let used = 0;
  const lists: Int32Array[] = [];
  pickle.list([EMPTY_LIST], () => {
    const first = used;
    pickle.list([BININT1, BININT2, BININT], () => {
      integers[used++] = pickle.integer();
    });
    if (lists.push(integers.subarray(first, used)) > length) {
      throw otherLength('more');
    }
  });
  pickle.expect(END);
  if (lists.length < length) {
    throw otherLength(lists.length);
  }
  return lists;
}

class Pickle {
  constructor(
    private readonly file: Buffer,
    private at: number,
    private readonly place: string,
  ) {}

  /** Skips these operations, and throws at any other one. */
  expect(operations: readonly string[]): void {
    for (const operation of operations) {
      if (this.file.toString('latin1', this.at, this.at + operation.length) !== operation) {
        throw this.unexpected();
      }
      this.at += operation.length;
      this.skipMemo();
    }
  }

  /** Reads a list: every item begins with one of the opcodes, and `item` reads it. */
  list(itemOpcodes: readonly number[], item: () => void): void {
    this.expect([']']);
    for (;;) {
      if (this.file[this.at] === MARK) {
        this.at++;
        while (this.file[this.at] !== APPENDS) {
          item();
        }
        this.at++;
      } else if (itemOpcodes.includes(this.file[this.at])) {
        item();
        this.expect(['a']); // APPEND
      } else {
        return;
      }
    }
  }

  integer(): number {
    const { file, at } = this;
    switch (file[at]) {
      case BININT1:
        this.advance(2);
        return file[at + 1];
      case BININT2:
        this.advance(3);
        return file[at + 1] | (file[at + 2] << 8);
      case BININT:
        this.advance(5);
        return file.readInt32LE(at + 1);
      default:
        throw this.unexpected();
    }
  }

  private advance(bytes: number): void {
    this.at += bytes;
    if (this.at > this.file.length) {
      throw this.unexpected();
    }
  }

  /** Skips instructions to store a value in the memo: the program never reads it. */
  private skipMemo(): void {
    if (this.file[this.at] === BINPUT) {
      this.at += 2;
    } else if (this.file[this.at] === LONG_BINPUT) {
      this.at += 5;
    }
  }

  private unexpected(): DataError {
    const { file, at, place } = this;
    if (at >= file.length) {
      return unreadable(place, `it ends after ${file.length} bytes, in the middle of its pickle`);
    }
    if (file[at] === GLOBAL) {
      const [module, name = ''] = file.toString('latin1', at + 1, at + 100).split('\n');
      return unreadable(
        place,
        `at byte ${at} its pickle names ${JSON.stringify(`${module}.${name}`)}, which lists of integers don't need`,
      );
    }
    return unreadable(place, `at byte ${at} its pickle is not one of lists of integers`);
  }
}
