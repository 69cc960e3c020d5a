import { unreadable } from './npz';

const MAGIC = '\x93NUMPY\x01\x00';
const HEADER = /^\{'descr': '([^']*)', 'fortran_order': False, 'shape': \((\d+),\), \} *\n$/;
/** Far above the rows of any data set here. */
const MAX_ROWS = 1_000_000;

/** A one-dimensional array in NumPy's NPY format, version 1.0. */
export interface Npy {
  /** NumPy's name of the element type, such as `<i8`. */
  descr: string;
  /** The number of elements, according to the header. */
  length: number;
  /** The offset of the data. */
  start: number;
}

/**
 * Reads the header of an NPY file.
 *
 * @param place what errors call it
 * @throws DataError `malformed-file` unless it describes a one-dimensional array
 */
export function readNpyHeader(file: Buffer, place: string): Npy {
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC || file.length < MAGIC.length + 2) {
    throw unreadable(place, 'it is not an NPY file of version 1.0');
  }
  const headerStart = MAGIC.length + 2;
  const start = headerStart + file.readUInt16LE(MAGIC.length);
  const header = file.toString('latin1', headerStart, start);
  const match = HEADER.exec(header);
  if (!match) {
    throw unreadable(
      place,
      `its header ${JSON.stringify(header.trim().slice(0, 80))} is not that of a one-dimensional array`,
    );
  }
  const [, descr, length] = match;
  if (Number(length) > MAX_ROWS) {
    throw unreadable(place, `it claims ${length} rows, above the ${MAX_ROWS} allowed`);
  }
  return { descr, length: Number(length), start };
}
