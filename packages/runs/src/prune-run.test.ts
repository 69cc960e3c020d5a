import { createRun, openRun, pruneRun, readRun } from './index';
import { options, temporaryFolder } from '../test/options';

const folder = temporaryFolder();
const PRUNED = { epoch: 1, rank: 5, of: 6, metric: 'validation.loss' as const };

/** A run that was interrupted after an epoch. */
async function interrupted() {
  const run = await createRun(options(folder));
  run.epoch({ split: 'validation', step: 10, epoch: 1, t: 1, loss: 0.5 });
  await run.saveCheckpoint(10, { epoch: 1 });
  run.interrupt();
  return run;
}

test('a pruned run says where it ranked, keeps its checkpoint, and can be resumed', async () => {
  const { directory } = await interrupted();
  await pruneRun(directory, PRUNED);
  expect((await readRun(directory)).run).toMatchObject({
    status: 'pruned',
    pruned: PRUNED,
    summary: { 'validation.loss': { last: 0.5 } },
  });

  const { writer, checkpoint } = await openRun(directory);
  expect(checkpoint).toMatchObject({ step: 10, content: { epoch: 1 } });
  await writer.begin();
  writer.finish({ results: {} });
  const { run } = await readRun(directory);
  expect(run).toMatchObject({ status: 'finished' });
  expect(run?.pruned).toBeUndefined();
});

test('a finished run, and one that a process writes, are left as they are', async () => {
  const run = await createRun(options(folder));
  await expect(pruneRun(run.directory, PRUNED)).rejects.toMatchObject({ code: 'run-locked' });
  run.finish({ results: {} });
  await expect(pruneRun(run.directory, PRUNED)).rejects.toMatchObject({ code: 'run-finished' });
  expect((await readRun(run.directory)).run).toMatchObject({ status: 'finished' });
});
