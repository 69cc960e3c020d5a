import type { DataError } from './errors';
import { unreadable } from './npz';

/*
 * A pickle is a program for a stack machine, which can call any Python function. This reader is not such a machine: it accepts
 * only the programs that Python 2 (protocol 2) and Python 3 (protocols 2 to 5) write for a NumPy object array of lists of
 * integers (CPython's Lib/pickletools.py describes the format).
 */

/** A part of the program: the ways to write it, each a sequence of operations; their first ones tell them apart. */
type Part = readonly (readonly string[])[];

const PROTOCOL: Part = [['\x80\x02'], ['\x80\x03'], ['\x80\x04'], ['\x80\x05']];

/** GLOBAL, or from protocol 4 on two SHORT_BINUNICODE and STACK_GLOBAL. NumPy 2 calls its module `_core`. */
const RECONSTRUCT: Part = ['numpy.core.multiarray', 'numpy._core.multiarray'].flatMap((module) => [
  [`c${module}\n_reconstruct\n`],
  [shortText(module), shortText('_reconstruct'), '\x93'],
]);
const NDARRAY: Part = [['cnumpy\nndarray\n'], [shortText('numpy'), shortText('ndarray'), '\x93']];
/** From protocol 4 on, BINGET takes `numpy` from the memo, where it is the fourth value. */
const DTYPE: Part = [['cnumpy\ndtype\n'], ['h\x03', shortText('dtype'), '\x93']];

/** The bytes `b`: SHORT_BINSTRING, SHORT_BINBYTES, or a call of `_codecs.encode`, as Python 3 writes them in protocol 2. */
const TYPE_CODE: Part = [
  ['U\x01b'],
  ['C\x01b'],
  ['c_codecs\nencode\n', longText('b'), longText('latin1'), '\x86', 'R'],
];

/** `_reconstruct(ndarray, (0,), 'b')`, and the beginning of its state: version 1 and the shape. */
const ARRAY: readonly Part[] = [
  PROTOCOL,
  RECONSTRUCT,
  NDARRAY,
  operation('K\x00'), // BININT1
  operation('\x85'), // TUPLE1
  TYPE_CODE,
  operation('\x87'), // TUPLE3
  operation('R'), // REDUCE
  operation('('), // MARK
  operation('K\x01'),
];

/** The end of the shape's tuple, `dtype('O8', False, True)` with its state, and False for Fortran order. */
const OBJECTS: readonly Part[] = [
  operation('\x85'),
  DTYPE,
  text('O8'),
  [
    ['K\x00', 'K\x01'],
    ['\x89', '\x88'], // NEWFALSE, NEWTRUE
  ],
  operation('\x87'),
  operation('R'),
  operation('('),
  operation('K\x03'),
  text('|'),
  operation('N'), // NONE
  operation('N'),
  operation('N'),
  operation('J\xff\xff\xff\xff'), // BININT
  operation('J\xff\xff\xff\xff'),
  operation('K\x3f'),
  operation('t'), // TUPLE
  operation('b'), // BUILD
  operation('\x89'),
];

const EMPTY = operation(']'); // EMPTY_LIST
const APPEND = operation('a');
const END = ['t', 'b', '.'].map(operation); // TUPLE, BUILD, STOP

const [GLOBAL, BINPUT, LONG_BINPUT, BININT1, BININT2, BININT, EMPTY_LIST, MARK, APPENDS] =
  Buffer.from('cqrKMJ](e');
const MEMOIZE = 0x94;
const FRAME = 0x95;

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

  /** Skips these parts of the program, and throws at any other operation. */
  expect(parts: readonly Part[]): void {
    for (const part of parts) {
      const operations = part.find(([first]) => this.isAt(first));
      for (const operation of operations ?? part[0]) {
        if (!this.isAt(operation)) {
          throw this.unexpected();
        }
        this.at += operation.length;
        this.skipUnread();
      }
    }
  }

  private isAt(operation: string): boolean {
    return this.file.toString('latin1', this.at, this.at + operation.length) === operation;
  }

  /** Reads a list: every item begins with one of the opcodes, and `item` reads it. */
  list(itemOpcodes: readonly number[], item: () => void): void {
    this.expect([EMPTY]);
    for (;;) {
      if (this.file[this.at] === MARK) {
        this.advance(1);
        while (this.file[this.at] !== APPENDS) {
          item();
        }
        this.advance(1);
      } else if (itemOpcodes.includes(this.file[this.at])) {
        item();
        this.expect([APPEND]);
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
    this.skipUnread();
  }

  /** Skips instructions to store a value in the memo, and the sizes of the frames that protocol 4 divides a program into. */
  private skipUnread(): void {
    for (;;) {
      switch (this.file[this.at]) {
        case MEMOIZE:
          this.at += 1;
          break;
        case BINPUT:
          this.at += 2;
          break;
        case LONG_BINPUT:
          this.at += 5;
          break;
        case FRAME:
          this.at += 9;
          break;
        default:
          return;
      }
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

function operation(bytes: string): Part {
  return [[bytes]];
}

/** A string: SHORT_BINSTRING of Python 2, or BINUNICODE and SHORT_BINUNICODE of Python 3. */
function text(value: string): Part {
  return [[`U${String.fromCharCode(value.length)}${value}`], [longText(value)], [shortText(value)]];
}

function shortText(value: string): string {
  return `\x8c${String.fromCharCode(value.length)}${value}`;
}

function longText(value: string): string {
  return `X${String.fromCharCode(value.length)}\x00\x00\x00${value}`;
}
