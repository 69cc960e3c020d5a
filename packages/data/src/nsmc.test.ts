import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DataError } from './errors';
import { OFFICIAL_FILES } from './files';
import type { LoadOptions } from './load-options';
import { dropEmpty, loadNsmc } from './nsmc';
import { padSequences } from './pad-sequences';
import { validationSplit } from './validation-split';
import { Vocabulary } from './vocabulary';
import { kerasFigures } from '../test/keras-figures';
import { dataDir, describeWithData } from '../test/real-data';
import { send, serve } from '../test/server';
import { temporaryFolder } from '../test/temporary-folder';

jest.setTimeout(60_000);

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
const folder = temporaryFolder();

describe('files of one’s own', () => {
  const TRAIN = 'id\tdocument\tlabel\n1\t재미있다\t1\n2\t\t0\n3\t"별로"\t0\n';
  const TEST = 'id\tdocument\tlabel\n4\t최고\t1\n';
  const trainFile = () => join(folder.path, 'nsmc', 'ratings_train.txt');

  async function load(train: string | Buffer, options: Partial<LoadOptions> = {}) {
    await mkdir(join(folder.path, 'nsmc'));
    await writeFile(trainFile(), train);
    await writeFile(join(folder.path, 'nsmc', 'ratings_test.txt'), TEST);
    return loadNsmc({ dataDir: folder.path, cacheDir: join(folder.path, 'cache'), ...options });
  }

  test('are used, with a sentence of warning each, and recorded as they are', async () => {
    const warnings: string[] = [];
    const { train, test, files } = await load(TRAIN, { onWarning: (sentence) => warnings.push(sentence) });
    expect(train.map(({ label }) => label)).toEqual([1, 0, 0]);
    expect(dropEmpty(train).map(({ document }) => document)).toEqual(['재미있다', '"별로"']);
    expect(test).toEqual([{ id: '4', document: '최고', label: 1 }]);
    expect(files).toEqual([
      { path: 'nsmc/ratings_train.txt', bytes: Buffer.byteLength(TRAIN), sha256: sha256(TRAIN) },
      { path: 'nsmc/ratings_test.txt', bytes: Buffer.byteLength(TEST), sha256: sha256(TEST) },
    ]);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toBe(
      `${trainFile()} is not the official file (3 rows, SHA-256 ${sha256(TRAIN)} instead of ${OFFICIAL_FILES.nsmcTrain.sha256}): it is used as it is.`,
    );
  });

  test('are refused with file and line where they are malformed, without a warning', async () => {
    const warnings: string[] = [];
    const loading = load(TRAIN.replace('"별로"\t0', '"별로"'), {
      onWarning: (sentence) => warnings.push(sentence),
    });
    await expect(loading).rejects.toThrow(DataError);
    await expect(loading).rejects.toThrow(`${trainFile()}, line 4: columns: 2 instead of 3`);
    expect(warnings).toEqual([]);
  });
});

test('without a file and without a network: one sentence', async () => {
  const server = await serve(() => undefined);
  await server.close();
  const loading = loadNsmc({ dataDir: join(folder.path, 'data'), cacheDir: folder.path, mirror: server.url });
  await expect(loading).rejects.toThrow(DataError);
  await expect(loading).rejects.toThrow(
    `nsmc/ratings_train.txt is missing and can't be downloaded from ${server.url}/nsmc/ratings_train.txt (connect ECONNREFUSED`,
  );
});

describeWithData('the official files', () => {
  /** With a mirror that is none: a missing file must fail, not be downloaded. */
  const load = (onWarning?: (sentence: string) => void) =>
    loadNsmc({ dataDir, cacheDir: folder.path, mirror: 'http://127.0.0.1:1', onWarning });

  test('have every row, and no warning', async () => {
    const warnings: string[] = [];
    const { train, test, files } = await load((sentence) => warnings.push(sentence));
    expect([train.length, test.length]).toEqual([150_000, 50_000]);
    expect([dropEmpty(train).length, dropEmpty(test).length]).toEqual([149_995, 49_997]);
    expect(train.filter(({ label }) => label === 1)).toHaveLength(74_827);
    expect(test.filter(({ label }) => label === 1)).toHaveLength(25_173);
    expect(train[0]).toEqual({ id: '9976970', document: '아 더빙.. 진짜 짜증나네요 목소리', label: 0 });
    expect(validationSplit(dropEmpty(train).length, 0.2)).toEqual({ train: 119_996, validation: 29_999 });
    expect(files).toEqual(
      [OFFICIAL_FILES.nsmcTrain, OFFICIAL_FILES.nsmcTest].map(({ path, bytes, sha256 }) => ({
        path,
        bytes,
        sha256,
      })),
    );
    expect(warnings).toEqual([]);
  });

  test(`become the very numbers that Keras ${kerasFigures.keras} makes of them`, async () => {
    const { rows, numWords, maxLength, words, padded } = kerasFigures.nsmc;
    const corpus = await load();
    const split = (reviews: typeof corpus.train) =>
      dropEmpty(reviews).map(({ document }) => document.split(' '));
    const train = split(corpus.train);
    const test = split(corpus.test);
    expect({ train: train.length, test: test.length }).toEqual(rows);

    const vocabulary = Vocabulary.fit(train, { numWords });
    expect(sha256(vocabulary.words.join('\n'))).toBe(words);
    for (const [name, texts] of Object.entries({ train, test })) {
      const { data } = padSequences(vocabulary.textsToSequences(texts), maxLength);
      expect(sha256(Buffer.from(data.buffer))).toBe(padded[name as 'train' | 'test']);
    }
  });

  test('come from a mirror over a connection that breaks', async () => {
    const contents = new Map<string, Buffer>();
    for (const { path } of [OFFICIAL_FILES.nsmcTrain, OFFICIAL_FILES.nsmcTest]) {
      contents.set(`/${path}`, await readFile(join(dataDir, path)));
    }
    const server = await serve((request, response) =>
      send(request, response, contents.get(request.url ?? '') ?? Buffer.of(), { only: 6_000_000 }),
    );
    const onProgress = ({ bytes, total }: { bytes: number; total: number }) => {
      if (bytes % 6_000_000 === 0 && bytes < total) {
        server.drop();
      }
    };
    const { train, test } = await loadNsmc({ cacheDir: folder.path, mirror: server.url, onProgress });
    await server.close();
    expect([train.length, test.length]).toEqual([150_000, 50_000]);
    expect(server.ranges).toEqual(['', 'bytes=6000000-', 'bytes=12000000-', '']);
    expect(await readdir(join(folder.path, 'nsmc'))).toEqual(['ratings_test.txt', 'ratings_train.txt']);
  });

  test('cut short are refused', async () => {
    const whole = await readFile(join(dataDir, OFFICIAL_FILES.nsmcTrain.path));
    await mkdir(join(folder.path, 'nsmc'));
    await writeFile(join(folder.path, 'nsmc', 'ratings_train.txt'), whole.subarray(0, 10_000_000));
    await expect(loadNsmc({ dataDir: folder.path, cacheDir: folder.path })).rejects.toThrow(
      /nsmc\/ratings_train\.txt, line 102\d{3}: /,
    );
  });
});
