import { createRun, markDuplicate, openRun, readRun } from './index';
import { options, temporaryFolder } from '../test/options';

const folder = temporaryFolder();
const SWEEP = { name: 'rates', job: 'sine-0123' };

test('a finished run becomes a duplicate that names the run that is kept, and keeps its results', async () => {
  const run = await createRun({ ...options(folder), sweep: SWEEP });
  await expect(markDuplicate(run.directory, 'kept')).rejects.toMatchObject({ code: 'run-locked' });
  run.finish({ results: { test: { loss: 0.5 } } });
  expect(await markDuplicate(run.directory, 'kept')).toBe(true);
  expect((await readRun(run.directory)).run).toMatchObject({
    status: 'duplicate',
    duplicateOf: 'kept',
    sweep: SWEEP,
    results: { test: { loss: 0.5 } },
  });
  await expect(openRun(run.directory)).rejects.toMatchObject({ code: 'run-finished' });
  expect(await markDuplicate(run.directory, 'other')).toBe(false);
  expect((await readRun(run.directory)).run).toMatchObject({ duplicateOf: 'kept' });
});

test('an interrupted run is no duplicate and stays as it is', async () => {
  const run = await createRun({ ...options(folder), sweep: SWEEP });
  run.interrupt();
  expect(await markDuplicate(run.directory, 'kept')).toBe(false);
  expect((await readRun(run.directory)).run).toMatchObject({ status: 'interrupted', sweep: SWEEP });
  const { writer } = await openRun(run.directory);
  await writer.begin();
  writer.finish({ results: {} });
  expect((await readRun(run.directory)).run).toMatchObject({ status: 'finished', sweep: SWEEP });
});
