import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, options, temporaryFolder } from '../test/options';
import {
  createRun,
  emptyTrash,
  findRunDirectory,
  listRuns,
  listTrash,
  moveToTrash,
  restoreFromTrash,
} from './index';

const folder = temporaryFolder();

async function ended(runsDir: string): Promise<string> {
  const run = await createRun(options(runsDir));
  run.finish({ results: {} });
  return run.id;
}

it('takes a run away and brings it back as it was', async () => {
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

it('deletes for good only when emptied', async () => {
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

it('leaves a live run alone, and takes one that has stopped, or that is broken', async () => {
  const runsDir = join(folder, 'live');
  const run = await createRun(options(runsDir));
  await expect(moveToTrash(runsDir, run.id)).rejects.toThrow(
    `The run ${run.id} is still running; stop it before deleting it.`,
  );
  expect(await listRuns(runsDir)).toHaveLength(1);

  const file = join(run.directory, 'run.json');
  const heartbeatAt = new Date(Date.now() - 31_000).toISOString();
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), heartbeatAt }));
  mkdirSync(join(runsDir, 'broken'));
  await moveToTrash(runsDir, run.id);
  await moveToTrash(runsDir, 'broken');
  expect(await listRuns(runsDir)).toEqual([]);
  expect((await listTrash(runsDir)).map(({ id }) => id)).toEqual([run.id, 'broken']);
  await restoreFromTrash(runsDir, run.id);
  run.interrupt();
});

it('never puts one run over another', async () => {
  const runsDir = join(folder, 'taken');
  mkdirSync(join(runsDir, 'one'), { recursive: true });
  await moveToTrash(runsDir, 'one');
  mkdirSync(join(runsDir, 'one'));
  await expect(restoreFromTrash(runsDir, 'one')).rejects.toThrow('another run has its name');
  await expect(moveToTrash(runsDir, 'one')).rejects.toThrow('the trash holds one of that name');
});

it('finds folders in the runs folder only', async () => {
  const runsDir = join(folder, 'found');
  const outside = join(folder, 'outside');
  mkdirSync(outside);
  mkdirSync(join(runsDir, '한 run..'), { recursive: true });
  mkdirSync(join(runsDir, '.trash'));
  writeFileSync(join(runsDir, 'file'), '');
  symlinkSync(outside, join(runsDir, 'link'));
  expect(await findRunDirectory(runsDir, '한 run..')).toBe(join(runsDir, '한 run..'));
  const none = [
    '',
    '.',
    '..',
    '.trash',
    '../outside',
    '한 run../',
    'a/../한 run..',
    'file',
    'link',
    '한 run..\0',
    '..\\outside',
    'x',
  ];
  for (const id of none) {
    expect(await findRunDirectory(runsDir, id)).toBeNull();
    await expect(moveToTrash(runsDir, id)).rejects.toThrow('There is no run');
    await expect(restoreFromTrash(runsDir, id)).rejects.toThrow('There is no run');
  }
});
