import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

const SCHEMA_VERSION = 1;
const DIGEST_BYTES = 32;
/** Written at once, so that hashing a large array doesn't block the event loop for long. */
const CHUNK = 1 << 22;

const ARRAYS = { Float32Array, Float64Array, Int32Array, Uint8Array };
type ArrayName = keyof typeof ARRAYS;
type TypedArray = InstanceType<(typeof ARRAYS)[ArrayName]>;

interface Header {
  schemaVersion: number;
  arrays: { type: ArrayName; length: number }[];
  content: unknown;
}

/**
 * Writes plain data with typed arrays: a line of JSON, in which a typed array is `{$array: index}` and a number that JSON
 * lacks `{$number: text}`; the arrays' bytes; and the SHA-256 of all that. Resolves when it is on the disk.
 */
export async function writeCheckpointFile(file: string, content: unknown): Promise<void> {
  const { header, arrays } = serialize(content);
  const hash = createHash('sha256');
  const handle = await open(file, 'wx');
  try {
    for (const chunk of chunksOf([Buffer.from(header), ...arrays.map(bytesOf)])) {
      hash.update(chunk);
      await writeAll(handle, chunk);
    }
    await writeAll(handle, hash.digest());
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Reads what `writeCheckpointFile` wrote.
 *
 * @returns undefined if the file is damaged or of another version
 * @throws a system error if it can't be read
 */
export async function readCheckpointFile(file: string | FileHandle): Promise<unknown> {
  const bytes = await readFile(file);
  const end = bytes.length - DIGEST_BYTES;
  if (end < 0) return undefined;
  const digest = createHash('sha256').update(bytes.subarray(0, end)).digest();
  if (!digest.equals(bytes.subarray(end))) return undefined;
  const headerEnd = bytes.indexOf('\n');
  const { schemaVersion, arrays, content } = JSON.parse(bytes.toString('utf8', 0, headerEnd)) as Header;
  if (schemaVersion !== SCHEMA_VERSION) return undefined;
  let at = headerEnd + 1;
  const restored = arrays.map(({ type, length }) => {
    const array = new ARRAYS[type](length);
    bytes.copy(new Uint8Array(array.buffer), 0, at, at + array.byteLength);
    at += array.byteLength;
    return array;
  });
  return completed(content, restored);
}

/** The line of JSON, and the arrays in the order of their indices. */
function serialize(content: unknown): { header: string; arrays: TypedArray[] } {
  const arrays: TypedArray[] = [];
  // A replacer, because copying the content first took five times as long, for a history of 1000 epochs.
  const json = JSON.stringify(content, function (this: Record<string, unknown>, key: string) {
    // Not the replacer's second argument, which is what a `toJSON` has made of the value.
    return simplified(this[key], arrays);
  });
  const described = arrays.map((array) => ({ type: nameOf(array), length: array.length }));
  const header = `{"schemaVersion":${SCHEMA_VERSION},"arrays":${JSON.stringify(described)},"content":${json}}\n`;
  return { header, arrays };
}

/** What JSON has in a value's place; the items of an object or array come later. */
function simplified(value: unknown, arrays: TypedArray[]): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return { $number: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const name = nameOf(value);
  if (name === 'Object') return value;
  if (Object.hasOwn(ARRAYS, name)) return { $array: arrays.push(value as TypedArray) - 1 };
  throw new TypeError(`A checkpoint can't hold a ${name}; use plain data and typed arrays.`);
}

/** The parts' bytes, in pieces of at most `CHUNK`: a write per piece, so small parts share one. */
function* chunksOf(parts: readonly Buffer[]): Generator<Buffer> {
  let small: Buffer[] = [];
  let bytes = 0;
  for (const part of parts) {
    if (bytes + part.length > CHUNK) {
      yield Buffer.concat(small);
      [small, bytes] = [[], 0];
    }
    if (part.length > CHUNK) {
      for (let begin = 0; begin < part.length; begin += CHUNK) yield part.subarray(begin, begin + CHUNK);
      continue;
    }
    small.push(part);
    bytes += part.length;
  }
  yield Buffer.concat(small);
}

function bytesOf({ buffer, byteOffset, byteLength }: TypedArray): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

// Not one `write`, which may write only a part, as before a full disk.
async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at);
    at += bytesWritten;
  }
}

function nameOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function completed(value: unknown, arrays: readonly TypedArray[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => completed(item, arrays));
  const { $array, $number } = value as { $array?: number; $number?: string };
  if ($array !== undefined) return arrays[$array];
  if ($number !== undefined) return Number($number);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, completed(item, arrays)]));
}
