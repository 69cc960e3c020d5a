import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { int64s, lists, zip } from '@rnn-lab/testing';
import AdmZip from 'adm-zip';

import { DataError } from './errors';
import { OFFICIAL_FILES } from './files';
import { loadImdb } from './imdb';
import type { Imdb, LoadImdbOptions } from './imdb';
import { kerasFigures } from '../test/keras-figures';
import { notebookPrints } from '../test/notebook-prints';
import { dataDir, describeWithData } from '../test/real-data';
import { temporaryFolder } from '../test/temporary-folder';

const sha256 = (content: NodeJS.ArrayBufferView | string) =>
  createHash('sha256').update(content).digest('hex');
const folder = temporaryFolder();

describe('files of the user', () => {
  const REVIEWS = zip({
    'x_train.npy': lists([[1], [2, 9], [3]]),
    'y_train.npy': int64s([1, 0, 1]),
    'x_test.npy': lists([[1, 2]]),
    'y_test.npy': int64s([0]),
  });
  const WORDS = '{"the": 1, "a": 2, "film": 3}';
  const file = () => join(folder.path, 'imdb', 'imdb.npz');

  async function load(reviews: Buffer, options: Partial<LoadImdbOptions> = {}) {
    await mkdir(join(folder.path, 'imdb'), { recursive: true });
    await writeFile(file(), reviews);
    await writeFile(join(folder.path, 'imdb', 'imdb_word_index.json'), WORDS);
    return loadImdb({ dataDir: folder.path, cacheDir: folder.path, numWords: 7, ...options });
  }

  test('are used, with a warning for each, and recorded', async () => {
    const warnings: string[] = [];
    const { train, test, words, files } = await load(REVIEWS, {
      onWarning: (message) => warnings.push(message),
    });
    const labelled = train.sequences.map((sequence, i) => [...sequence, train.labels[i]]).sort();
    expect(labelled).toEqual([
      [1, 4, 1],
      [1, 5, 2, 0],
      [1, 6, 1],
    ]);
    expect(test.sequences).toEqual([Int32Array.of(1, 4, 5)]);
    expect(words).toEqual(['the', 'a', 'film']);
    expect(files).toEqual([
      { path: 'imdb/imdb.npz', bytes: REVIEWS.length, sha256: sha256(REVIEWS) },
      { path: 'imdb/imdb_word_index.json', bytes: WORDS.length, sha256: sha256(WORDS) },
    ]);
    expect(warnings).toEqual([
      `${file()} is not the official file (3 and 1 reviews, SHA-256 ${sha256(REVIEWS)} instead of ${OFFICIAL_FILES.imdb.sha256}): it is used as it is.`,
      `${join(folder.path, 'imdb', 'imdb_word_index.json')} is not the official file (3 words, SHA-256 ${sha256(WORDS)} instead of ${OFFICIAL_FILES.imdbWordIndex.sha256}): it is used as it is.`,
    ]);
  });

  test('are refused if they are malformed, without a warning', async () => {
    const warnings: string[] = [];
    const loading = load(REVIEWS.subarray(0, -30), { onWarning: (message) => warnings.push(message) });
    await expect(loading).rejects.toThrow(DataError);
    await expect(loading).rejects.toThrow(`${file()}: it can't be unzipped (`);
    expect(warnings).toEqual([]);
  });

  test.each([2, 0, 3.5, NaN])('%p words are refused', async (numWords) => {
    await expect(load(REVIEWS, { numWords })).rejects.toThrow(
      expect.objectContaining({
        code: 'invalid-option',
        message: `numWords must be an integer from 3 up, not ${numWords}.`,
      }),
    );
  });
});

describeWithData('the official files', () => {
  const { numWords, tokens, labels } = kerasFigures.imdb;
  const warnings: string[] = [];
  let imdb: Imdb;
  beforeAll(async () => {
    // An unreachable mirror: a missing file must fail the test, not be downloaded.
    imdb = await loadImdb({
      numWords,
      dataDir,
      cacheDir: join(dataDir, 'none'),
      mirror: 'http://127.0.0.1:1',
      onWarning: (message) => warnings.push(message),
    });
  });

  test('have every review, without a warning, even in an archive that was packed again', () => {
    expect([imdb.train.sequences.length, imdb.test.sequences.length]).toEqual([25_000, 25_000]);
    expect([imdb.train.labels.length, imdb.test.labels.length]).toEqual([25_000, 25_000]);
    expect(imdb.words).toHaveLength(88_584);
    expect(warnings).toEqual([]);
  });

  test('begin with what the notebook prints, token by token', () => {
    const first = imdb.train.sequences.slice(0, 2).map((sequence) => [...sequence]);
    expect(first.map(({ length }) => length)).toEqual([218, 189]);
    expect(first).toEqual(notebookPrints.imdb.sequences);
    expect(first.map((sequence) => sequence.slice(-80))).toEqual(notebookPrints.imdb.padded);
  });

  test(`have the token counts and labels of Keras ${kerasFigures.keras}`, () => {
    for (const split of ['train', 'test'] as const) {
      const { sequences } = imdb[split];
      expect(sequences.reduce((total, { length }) => total + length, 0)).toBe(tokens[split]);
      expect(sha256(imdb[split].labels)).toBe(labels[split]);
    }
  });

  describe('with changes', () => {
    const load = async (archive: Buffer, onWarning?: (message: string) => void) => {
      await mkdir(join(folder.path, 'imdb'));
      await writeFile(join(folder.path, 'imdb', 'imdb.npz'), archive);
      return loadImdb({ numWords, dataDir: folder.path, cacheDir: dataDir, onWarning });
    };

    test('in one label are used, with a warning', async () => {
      const archive = new AdmZip(await readFile(join(dataDir, OFFICIAL_FILES.imdb.path)));
      const labels = Array<number>(25_000).fill(0).fill(1, 1, 12_500);
      archive.updateFile('y_test.npy', int64s(labels));
      const warnings: string[] = [];
      const { test } = await load(archive.toBuffer(), (message) => warnings.push(message));
      expect(test.labels.filter((label) => label === 1)).toHaveLength(12_499);
      expect(warnings).toEqual([
        expect.stringContaining('imdb.npz is not the official file (25000 and 25000 reviews, SHA-256'),
      ]);
    });

    test('in one byte are refused', async () => {
      const archive = await readFile(join(dataDir, OFFICIAL_FILES.imdb.path));
      archive.writeUInt8(archive.readUInt8(5_000_000) ^ 1, 5_000_000);
      await expect(load(archive)).rejects.toThrow(/imdb\.npz, array x_t\w+: it can't be unzipped/);
    });

    test('that end early are refused', async () => {
      const archive = await readFile(join(dataDir, OFFICIAL_FILES.imdb.path));
      await expect(load(archive.subarray(0, 10_000_000))).rejects.toThrow(/imdb\.npz: it can't be unzipped/);
    });
  });
});
