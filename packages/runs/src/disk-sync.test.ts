import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DiskSync } from './disk-sync';
import * as files from './files';

jest.mock('./files', () => {
  const actual = jest.requireActual<typeof files>('./files');
  const spied = ['syncFile', 'syncFolder', 'syncTree'] as const;
  return { ...actual, ...Object.fromEntries(spied.map((name) => [name, jest.fn(actual[name])])) };
});

const runsDir = mkdtempSync(join(tmpdir(), 'rnn-lab-sync-'));
afterAll(() => rmSync(runsDir, { recursive: true }));
const run = join(runsDir, 'run');
mkdirSync(join(run, 'model'), { recursive: true });
for (const file of ['run.json', 'data.json', 'model/vocabulary.json']) writeFileSync(join(run, file), '{}');

/** Which paths a call syncs, relative to the run's folder. */
function syncedBy(action: () => void): string[] {
  jest.clearAllMocks();
  action();
  const calls = [files.syncTree, files.syncFile, files.syncFolder].flatMap(
    (each) => jest.mocked(each).mock.calls,
  );
  return calls.map(([path]) => relative(run, path) || '.');
}

test('everything is synced first, then what was written', () => {
  const disk = new DiskSync(run);
  disk.add('run.json');
  expect(syncedBy(() => disk.sync())).toEqual(['.', '..']);
  expect(syncedBy(() => disk.sync())).toEqual([]);

  for (const file of ['run.json', 'model/vocabulary.json', 'run.json']) disk.add(file);
  expect(syncedBy(() => disk.sync())).toEqual(['run.json', 'model/vocabulary.json', '.', 'model']);
  expect(syncedBy(() => disk.sync())).toEqual([]);

  expect(syncedBy(() => disk.syncAll())).toEqual(['.', '..']);
});

test('a file that was removed since is no error', () => {
  const disk = new DiskSync(run);
  disk.sync();
  disk.add('stop');
  expect(syncedBy(() => disk.sync())).toEqual(['stop', '.']);
});
