import { fstatSync, readSync } from 'node:fs';

/** Bytes read at a time. */
const WINDOW = 1 << 20;

/** Reads parts of an open file that follow each other, a MiB at a time. */
export class FileWindow {
  #buffer: Buffer = Buffer.alloc(0);
  /** Byte of the file at which the buffer begins. */
  #start = 0;
  readonly #size: number;

  constructor(private readonly file: number) {
    this.#size = fstatSync(file).size;
  }

  /** Bytes from `offset` to the file's end. */
  left(offset: number): number {
    return this.#size - offset;
  }

  /** `length` bytes from `offset` on, fewer at the file's end. Valid until the next read. */
  read(offset: number, length: number): Buffer {
    const isBuffered = offset >= this.#start && offset + length <= this.#start + this.#buffer.length;
    if (!isBuffered) this.#fill(offset, Math.min(Math.max(length, WINDOW), this.left(offset)));
    return this.#buffer.subarray(offset - this.#start, offset - this.#start + length);
  }

  #fill(offset: number, length: number): void {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const count = readSync(this.file, buffer, filled, length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
    this.#buffer = buffer.subarray(0, filled);
    this.#start = offset;
  }
}
