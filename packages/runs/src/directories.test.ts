import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { options, temporaryFolder } from '../test/options';
import {
  createRun,
  findRunDirectory,
  listRunDirectories,
  listRuns,
  moveToTrash,
  readMetrics,
  readModel,
  readPredictions,
  readRun,
  restoreFromTrash,
  writeAnnotations,
} from './index';

const folder = temporaryFolder();

async function endedRun(runsDir: string): Promise<string> {
  const run = await createRun(options(runsDir));
  await run.writePredictions('test', [{ index: 0, time: 1, target: 1, output: 1 }]);
  await run.saveModel({
    modelTopology: {},
    weightSpecs: [{ name: 'w', shape: [1], dtype: 'float32' }],
    weightData: new ArrayBuffer(4),
  });
  run.finish({ results: {} });
  return run.directory;
}

async function readFirstPrediction(directory: string): Promise<unknown> {
  for await (const row of readPredictions(directory, 'test')) return row;
  return undefined;
}

describe('a run’s folder', () => {
  it('may have any name that the file system allows, except a hidden one', async () => {
    const runsDir = join(folder, 'names');
    const original = await endedRun(runsDir);
    const names = [
      '100%',
      '%41bc',
      '%',
      'back\\slash',
      'a b',
      '한 run..',
      'a,b@1-2',
      '#?&+"<b>\'',
      'two\nlines',
    ];
    for (const name of names) cpSync(original, join(runsDir, name), { recursive: true });
    const listed = (await listRunDirectories(runsDir)).map((directory) => basename(directory));
    expect(listed.sort()).toEqual([...names, basename(original)].sort());
    for (const name of names) {
      expect(await findRunDirectory(runsDir, name)).toBe(join(runsDir, name));
      expect(await readRun(join(runsDir, name))).toMatchObject({ id: name, problem: null });
    }
  });

  it('may be a link', async () => {
    const runsDir = join(folder, 'linked');
    const original = await endedRun(join(folder, 'originals'));
    mkdirSync(runsDir);
    symlinkSync(original, join(runsDir, 'link'));
    symlinkSync('link', join(runsDir, 'link to a link'));
    const problems = (await listRuns(runsDir)).map(({ id, problem }) => [id, problem]);
    expect(Object.fromEntries(problems)).toEqual({ link: null, 'link to a link': null });
    const directory = await findRunDirectory(runsDir, 'link');
    expect(directory).toBe(join(runsDir, 'link'));
    if (!directory) return;
    expect(writeAnnotations(directory, { notes: 'through the link' }).notes).toBe('through the link');
    expect((await readRun(original)).annotations.notes).toBe('through the link');
    expect(await readFirstPrediction(directory)).toMatchObject({ index: 0 });
    expect(await readMetrics(directory)).toMatchObject({ lines: [] });
    expect(await readModel(directory)).toMatchObject({ modelTopology: {} });
  });

  it('is in the runs folder, and is a folder', async () => {
    const runsDir = join(folder, 'found');
    mkdirSync(join(runsDir, 'run'), { recursive: true });
    mkdirSync(join(runsDir, '.trash'));
    mkdirSync(join(folder, 'outside'));
    writeFileSync(join(runsDir, 'file'), '');
    symlinkSync('file', join(runsDir, 'link to a file'));
    symlinkSync('missing', join(runsDir, 'link to nothing'));
    symlinkSync('itself', join(runsDir, 'itself'));
    const dots = ['', '.', '..', '.trash', '../outside', 'run/', 'a/../run', '..\\outside'];
    for (const id of [...dots, 'file', 'link to a file', 'link to nothing', 'itself', 'run\0', 'x']) {
      expect(await findRunDirectory(runsDir, id)).toBeNull();
      await expect(moveToTrash(runsDir, id)).rejects.toThrow('There is no run');
      await expect(restoreFromTrash(runsDir, id)).rejects.toThrow('There is no run');
    }
    expect(await listRunDirectories(runsDir)).toEqual([join(runsDir, 'run')]);
  });
});

describe('a link in a run’s folder', () => {
  /** A run in which `file` is a link to another run's. */
  async function withLink(file: string): Promise<string> {
    const [run, other] = [await endedRun(join(folder, 'inner')), await endedRun(join(folder, 'other'))];
    rmSync(join(run, file), { recursive: true });
    symlinkSync(join(other, file), join(run, file));
    return run;
  }

  it.each([
    ['run.json', async (run: string) => (await readRun(run)).problem],
    ['annotations.json', async (run: string) => (await readRun(run)).problem],
    ['annotations.json', (run: string) => writeAnnotations(run, {})],
    ['metrics.jsonl', readMetrics],
    ['predictions/test.jsonl', readFirstPrediction],
    ['predictions', readFirstPrediction],
    ['model/model.json', readModel],
    ['model/weights.bin', readModel],
  ])('is refused if it leads out: %s', async (file, read: (run: string) => unknown) => {
    const run = await withLink(file);
    const outcome = Promise.resolve()
      .then(() => read(run))
      .catch((error: Error) => error.message);
    expect(await outcome).toMatch(
      /^\S+ is a link that leads out of the run's folder; put the file itself there\.$/,
    );
  });

  it('is followed if it stays inside', async () => {
    const run = await endedRun(join(folder, 'inside'));
    renameSync(join(run, 'predictions/test.jsonl'), join(run, 'kept.jsonl'));
    symlinkSync('../kept.jsonl', join(run, 'predictions/test.jsonl'));
    expect(await readFirstPrediction(run)).toMatchObject({ index: 0 });
  });
});
