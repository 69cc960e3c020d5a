import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DataError } from './errors';
import type { LoadOptions } from './load-options';
import { dropEmpty, loadNsmc } from './nsmc';
import { NSMC_FILES, readShippedNsmc } from './nsmc-files';
import { validationSplit } from './validation-split';
import { temporaryFolder } from '../test/temporary-folder';

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
const folder = temporaryFolder();

describe('files of the user', () => {
  const TRAIN = 'id\tdocument\tlabel\n1\t재미있다\t1\n2\t\t0\n3\t"별로"\t0\n';
  const TEST = 'id\tdocument\tlabel\n4\t최고\t1\n';
  const trainFile = () => join(folder.path, 'nsmc', 'ratings_train.txt');

  async function load(train: string | Buffer, options: Partial<LoadOptions> = {}) {
    await mkdir(join(folder.path, 'nsmc'));
    await writeFile(trainFile(), train);
    await writeFile(join(folder.path, 'nsmc', 'ratings_test.txt'), TEST);
    return loadNsmc({ dataDir: folder.path, ...options });
  }

  test('are used, with a warning for each, and recorded', async () => {
    const warnings: string[] = [];
    const { train, test, files } = await load(TRAIN, { onWarning: (message) => warnings.push(message) });
    expect(train.map(({ label }) => label)).toEqual([1, 0, 0]);
    expect(dropEmpty(train).map(({ document }) => document)).toEqual(['재미있다', '"별로"']);
    const testFile = join(folder.path, 'nsmc', 'ratings_test.txt');
    expect(test).toEqual([{ id: '4', document: '최고', label: 1, file: testFile, line: 2 }]);
    expect(files).toEqual([
      { path: 'nsmc/ratings_train.txt', bytes: Buffer.byteLength(TRAIN), sha256: sha256(TRAIN) },
      { path: 'nsmc/ratings_test.txt', bytes: Buffer.byteLength(TEST), sha256: sha256(TEST) },
    ]);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toBe(
      `${trainFile()} is not the official file (3 rows, SHA-256 ${sha256(TRAIN)} instead of ${NSMC_FILES.train.sha256}): it is used as it is.`,
    );
  });

  test('are refused with file and line if they are malformed, without a warning', async () => {
    const warnings: string[] = [];
    const loading = load(TRAIN.replace('"별로"\t0', '"별로"'), {
      onWarning: (message) => warnings.push(message),
    });
    await expect(loading).rejects.toThrow(DataError);
    await expect(loading).rejects.toThrow(`${trainFile()}, line 4: columns: 2 instead of 3`);
    expect(warnings).toEqual([]);
  });

  test('are refused if no row has a document', async () => {
    const loading = load('id\tdocument\tlabel\n1\t\t1\n2\t\t0\n');
    await expect(loading).rejects.toThrow(DataError);
    await expect(loading).rejects.toThrow(`${trainFile()}: no row has a document`);
  });

  test('are refused if they are cut short', async () => {
    const whole = await readShippedNsmc('train');
    await expect(load(whole.subarray(0, 10_000_000))).rejects.toThrow(
      /nsmc\/ratings_train\.txt, line 102\d{3}: /,
    );
  });

  test.each(['train', 'test'])('are refused if only ratings_%s.txt is missing', async (split) => {
    await load(TRAIN);
    const missing = join(folder.path, 'nsmc', `ratings_${split}.txt`);
    await rm(missing);
    const loading = loadNsmc({ dataDir: folder.path });
    await expect(loading).rejects.toThrow(DataError);
    await expect(loading).rejects.toThrow(`is there, but ${missing} is not: add it, or remove both`);
  });
});

describe('the copy that ships', () => {
  const load = (options: Partial<LoadOptions> = {}) => loadNsmc(options);

  test('has every row, without a warning', async () => {
    const notices: string[] = [];
    const warnings: string[] = [];
    const { train, test, files } = await load({
      onNotice: (message) => notices.push(message),
      onWarning: (message) => warnings.push(message),
    });
    expect([train.length, test.length]).toEqual([150_000, 50_000]);
    expect([dropEmpty(train).length, dropEmpty(test).length]).toEqual([149_995, 49_997]);
    expect(train.filter(({ label }) => label === 1)).toHaveLength(74_827);
    expect(test.filter(({ label }) => label === 1)).toHaveLength(25_173);
    expect(train[0]).toEqual({
      id: '9976970',
      document: '아 더빙.. 진짜 짜증나네요 목소리',
      label: 0,
      file: expect.stringMatching(/ratings_train\.txt/),
      line: 2,
    });
    expect(validationSplit(dropEmpty(train).length, 0.2)).toEqual({ train: 119_996, validation: 29_999 });
    expect(files).toEqual(Object.values(NSMC_FILES));
    expect(notices).toEqual(['Using the copy of the Naver reviews that ships with rnn-lab']);
    expect(warnings).toEqual([]);
  });

  test.each(['train', 'test'] as const)('%s: is the official file, byte for byte', async (split) => {
    const content = await readShippedNsmc(split);
    expect({ bytes: content.length, sha256: sha256(content) }).toEqual({
      bytes: NSMC_FILES[split].bytes,
      sha256: NSMC_FILES[split].sha256,
    });
  });

  test('is used if the data folder has neither file, and the notice says which folder', async () => {
    const notices: string[] = [];
    const { train } = await load({ dataDir: folder.path, onNotice: (message) => notices.push(message) });
    expect(train).toHaveLength(150_000);
    expect(notices).toEqual([
      `Using the copy of the Naver reviews that ships with rnn-lab, because ${join(folder.path, 'nsmc')} has none`,
    ]);
  });
});
