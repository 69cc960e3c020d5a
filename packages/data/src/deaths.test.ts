import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DEATHS, loadDeaths } from './deaths';
import { DataError } from './errors';
import { notebookPrints } from '../test/notebook-prints';
import { dataDir, describeWithData } from '../test/real-data';
import { temporaryFolder } from '../test/temporary-folder';

const folder = temporaryFolder();

const OWN = 'time,value\n1,10\n2,20\n';
const ownFile = { bytes: OWN.length, sha256: createHash('sha256').update(OWN).digest('hex') };

async function putOwn(): Promise<string> {
  const location = join(folder.path, DEATHS.path);
  await mkdir(join(folder.path, 'deaths'));
  await writeFile(location, OWN);
  return location;
}

describe('the file that ships with the package', () => {
  test('has the values that the notebook prints, once clipped', async () => {
    const { times, columns, file } = await loadDeaths();
    const values = Array.from(columns[0].values);
    expect(times.slice(-2)).toEqual([1979.83333333333, 1979.91666666667]);
    expect(values.slice(-2)).toEqual([1781, 1915]);
    expect(Math.max(...values)).toBeGreaterThan(2000);
    expect(values.map((value) => Math.min(value, 2000))).toEqual(notebookPrints.deaths.clipped);
    expect(file).toEqual(DEATHS);
  });

  test('is found from the built package', async () => {
    const built: { loadDeaths: typeof loadDeaths } = require('@rnn-lab/data');
    expect((await built.loadDeaths()).file).toEqual(DEATHS);
  });

  test('is used if the data folder has none', async () => {
    expect((await loadDeaths({ dataDir: folder.path })).file).toEqual(DEATHS);
  });
});

describe('a file of the user', () => {
  test('in the data folder is used, with a warning', async () => {
    const location = await putOwn();
    const warnings: string[] = [];
    const { times, columns, file } = await loadDeaths({
      dataDir: folder.path,
      onWarning: (message) => warnings.push(message),
    });
    expect(times).toEqual([1, 2]);
    expect([...columns[0].values]).toEqual([10, 20]);
    expect(file).toEqual({ path: 'deaths/deaths.csv', ...ownFile });
    expect(warnings).toEqual([
      `${location} is not the official file (2 rows, SHA-256 ${ownFile.sha256} instead of ${DEATHS.sha256}): it is used as it is.`,
    ]);
  });

  test('named by its path takes precedence, without a warning', async () => {
    const csv = await putOwn();
    const warnings: string[] = [];
    const { times, file } = await loadDeaths({
      csv,
      dataDir: join(folder.path, 'nowhere'),
      onWarning: (message) => warnings.push(message),
    });
    expect(times).toHaveLength(2);
    expect(file).toEqual({ path: csv, ...ownFile });
    expect(warnings).toEqual([]);
  });

  test('that is too short is refused', async () => {
    const csv = await putOwn();
    await expect(loadDeaths({ csv, minRows: 8 })).rejects.toThrow(
      `${csv}, line 3: the file ends after 2 rows of the 8 that are needed`,
    );
  });

  test('that is missing or a folder is refused', async () => {
    const csv = join(folder.path, 'none.csv');
    await expect(loadDeaths({ csv })).rejects.toThrow(
      expect.objectContaining({
        code: 'missing-file',
        message: `There is no file ${csv}: name a CSV, TSV or JSONL file.`,
      }),
    );
    await expect(loadDeaths({ csv: folder.path })).rejects.toThrow(DataError);
    await expect(loadDeaths({ csv: folder.path })).rejects.toThrow(`${folder.path} can't be read (EISDIR`);
  });

  test('with other columns is refused', async () => {
    const csv = join(folder.path, 'own.csv');
    await writeFile(csv, 'Time;Value\n1;2\n');
    await expect(loadDeaths({ csv })).rejects.toThrow(
      expect.objectContaining({
        code: 'wrong-columns',
        message: `${csv}: the columns are "Time", "Value" instead of "time" and "value": rename them, or name another file.`,
      }),
    );
  });

  test('is refused as a data folder', async () => {
    const csv = await putOwn();
    await expect(loadDeaths({ dataDir: csv })).rejects.toThrow(
      expect.objectContaining({
        code: 'no-folder',
        message: `The data folder ${csv} is a file: name a folder.`,
      }),
    );
  });
});

describeWithData('the official file', () => {
  test('is the file that ships', async () => {
    const official = await readFile(join(dataDir, DEATHS.path));
    expect(createHash('sha256').update(official).digest('hex')).toBe(DEATHS.sha256);
    expect(official).toHaveLength(DEATHS.bytes);
  });
});
