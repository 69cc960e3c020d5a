import { isUserError } from '@rnn-lab/errors';
import { within } from '@rnn-lab/testing';
import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that reads what others wrote. */
export interface FuzzTarget {
  name: string;
  /** Valid inputs, from which wrong ones are made. */
  corpus: readonly Uint8Array[];
  /** Must return, or reject with a user error. */
  read(input: Uint8Array): Promise<unknown>;
}

/** What reads a folder in which one file is wrong. */
export type Reader = (folder: string) => Promise<unknown>;

/** A target that puts the wrong file in the place of the valid one while it is read. */
export function fileTarget(name: string, folder: string, file: string, read: Reader): FuzzTarget {
  const path = join(folder, file);
  const valid = readFileSync(path);
  return {
    name,
    corpus: [valid],
    async read(input) {
      writeFileSync(path, input);
      try {
        await read(folder);
      } finally {
        writeFileSync(path, valid);
      }
    },
  };
}

/** Far above what any input of some kilobytes needs, so that only a hang or an input that is blown up fails. */
const MOST_SECONDS = 20;
const MOST_BYTES = 2 ** 30;

/** What often breaks a reader of text or JSON. */
const TOKENS =
  '\0|\r|\n|\t|,|"|{|[|]|}|:|-1|0|1e999|4294967296|9007199254740993|NaN|null|true|""|{}|[]|__proto__|\\ud800|\uFEFF|한';

const place = fc.double({ min: 0, max: 1, noNaN: true });
const change = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: place, bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.nat(200) }),
  fc.record({ kind: fc.constant('end' as const), at: place }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: place,
    bytes: fc.oneof(
      fc.constantFrom(...TOKENS.split('|')).map((token) => Buffer.from(token)),
      fc.uint8Array({ maxLength: 12 }),
    ),
  }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: place,
    length: fc.integer({ min: 1, max: 60 }),
    times: fc.integer({ min: 2, max: 3000 }),
  }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function applied(input: Uint8Array, change: Change): Uint8Array {
  const at = Math.floor(change.at * input.length);
  const [before, after] = [input.subarray(0, at), input.subarray(at)];
  switch (change.kind) {
    case 'flip':
      return input.map((byte, i) => (i === at ? byte ^ change.bits : byte));
    case 'cut':
      return Buffer.concat([before, after.subarray(change.length)]);
    case 'end':
      return before;
    case 'insert':
      return Buffer.concat([before, change.bytes, after]);
    case 'repeat': {
      const repeated = after.subarray(0, change.length);
      return Buffer.concat([before, ...Array<Uint8Array>(change.times).fill(repeated), after]);
    }
  }
}

/**
 * Reads many wrong inputs, the same for the same seed.
 *
 * @returns what is wrong, with the smallest input that shows it; undefined if nothing is
 */
export async function fuzz(
  { name, corpus, read }: FuzzTarget,
  inputs: number,
  seed: number,
): Promise<string | undefined> {
  const input = fc
    .tuple(fc.constantFrom(...corpus), fc.array(change, { minLength: 1, maxLength: 5 }))
    .map(([valid, changes]) => changes.reduce(applied, valid));
  const property = fc.asyncProperty(input, async (bytes) => {
    const before = process.memoryUsage().rss;
    await within(MOST_SECONDS, 'Reading', read(bytes)).catch((error: unknown) => {
      if (!isUserError(error)) throw error;
    });
    const grown = process.memoryUsage().rss - before;
    if (grown > MOST_BYTES) throw new Error(`It took ${grown} bytes of memory.`);
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: inputs, seed });
  if (!failed) return undefined;
  const example = Buffer.from(counterexample?.[0] ?? []).toString('latin1');
  const { stack } = errorInstance as Error;
  return `${name}: ${stack}\nSeed ${seed}, input ${JSON.stringify(example).slice(0, 2000)}`;
}
