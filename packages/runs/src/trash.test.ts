import { existsSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, options, temporaryFolder } from '../test/options';
import { createRun, emptyTrash, listRuns, listTrash, moveToTrash, restoreFromTrash } from './index';

const folder = temporaryFolder();

async function ended(runsDir: string): Promise<string> {
  const run = await createRun(options(runsDir));
  run.finish({ results: {} });
  return run.id;
}

it('takes a run and restores it as it was', async () => {
  const runsDir = join(folder, 'back');
  const [id, other] = [await ended(runsDir), await ended(runsDir)];
  const content = () => filesBelow(runsDir).map((file) => readFileSync(join(runsDir, file), 'utf8'));
  const before = content();
  await moveToTrash(runsDir, id);
  expect((await listRuns(runsDir)).map((run) => run.id)).toEqual([other]);
  expect(await listTrash(runsDir)).toMatchObject([{ id, problem: null }]);
  await restoreFromTrash(runsDir, id);
  expect(await listTrash(runsDir)).toEqual([]);
  expect(content()).toEqual(before);
});

it('deletes permanently only when emptied', async () => {
  const runsDir = join(folder, 'emptied');
  await emptyTrash(runsDir);
  const [id, other] = [await ended(runsDir), await ended(runsDir)];
  await moveToTrash(runsDir, id);
  await emptyTrash(runsDir);
  expect(await listTrash(runsDir)).toEqual([]);
  expect(existsSync(join(runsDir, '.trash'))).toBe(false);
  await expect(restoreFromTrash(runsDir, id)).rejects.toThrow(`There is no run ${id} in the trash.`);
  expect((await listRuns(runsDir)).map((run) => run.id)).toEqual([other]);
});

it('refuses a live run, and takes one that has ended or is broken', async () => {
  const runsDir = join(folder, 'live');
  const run = await createRun(options(runsDir));
  await expect(moveToTrash(runsDir, run.id)).rejects.toThrow(
    `The run ${run.id} is still running; stop it before deleting it.`,
  );
  expect(await listRuns(runsDir)).toHaveLength(1);

  run.interrupt();
  mkdirSync(join(runsDir, 'broken'));
  await moveToTrash(runsDir, run.id);
  await moveToTrash(runsDir, 'broken');
  expect(await listRuns(runsDir)).toEqual([]);
  expect((await listTrash(runsDir)).map(({ id }) => id)).toEqual([run.id, 'broken']);
  await restoreFromTrash(runsDir, run.id);
});

it('never overwrites a run', async () => {
  const runsDir = join(folder, 'taken');
  mkdirSync(join(runsDir, 'one'), { recursive: true });
  await moveToTrash(runsDir, 'one');
  mkdirSync(join(runsDir, 'one'));
  await expect(restoreFromTrash(runsDir, 'one')).rejects.toThrow('another run has its name');
  await expect(moveToTrash(runsDir, 'one')).rejects.toThrow('the trash has a run of that name');
});

it('moves a link, not the run that it points to, and keeps its target', async () => {
  const runsDir = join(folder, 'links');
  const id = await ended(join(folder, 'elsewhere'));
  const original = join(folder, 'elsewhere', id);
  mkdirSync(runsDir);
  symlinkSync(join('..', 'elsewhere', id), join(runsDir, 'relative'));
  symlinkSync(original, join(runsDir, 'absolute'));
  for (const link of ['relative', 'absolute']) {
    await moveToTrash(runsDir, link);
    expect(await listTrash(runsDir)).toMatchObject([{ id: link, problem: null }]);
    await restoreFromTrash(runsDir, link);
    expect(await listTrash(runsDir)).toEqual([]);
  }
  expect(readlinkSync(join(runsDir, 'relative'))).toBe(join('..', 'elsewhere', id));
  expect((await listRuns(runsDir)).map(({ problem }) => problem)).toEqual([null, null]);

  await moveToTrash(runsDir, 'relative');
  await moveToTrash(runsDir, 'absolute');
  await emptyTrash(runsDir);
  expect(await listRuns(runsDir)).toEqual([]);
  expect(filesBelow(original)).toContain('run.json');
});
