import type { DataError } from './errors';
import { unreadable } from './npz';

/*
 * A pickle is a program for a stack machine that may call any function of Python. What follows is
 * no such machine: it knows the one program that Python 2 writes for a NumPy object array of lists
 * of integers (protocol 2; CPython's Lib/pickletools.py describes the format), and takes no other.
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

/** The rest of the shape's tuple, `dtype('O8', 0, 1)` with its state, and that the order is C's. */
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
 * @param file holds the pickle from `start` to its end
 * @param length how many lists there must be
 * @param place what errors call the file
 * @returns the lists, over one buffer
 * @throws DataError with the byte from which on it is another program
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
  // An integer takes two bytes at least.
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

  /** Goes past exactly these operations. */
  expect(operations: readonly string[]): void {
    for (const operation of operations) {
      if (this.file.toString('latin1', this.at, this.at + operation.length) !== operation) {
        throw this.unexpected();
      }
      this.at += operation.length;
      this.skipMemo();
    }
  }

  /** Goes past a list, whose items begin with one of the opcodes and are gone past by `item`. */
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

  /** What the stack machine would remember is never asked for again. */
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
        `at byte ${at} its pickle names ${JSON.stringify(`${module}.${name}`)}, which lists of integers have no use for`,
      );
    }
    return unreadable(place, `at byte ${at} its pickle is not that of lists of integers`);
  }
}
