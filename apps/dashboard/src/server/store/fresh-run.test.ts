import { appendFileSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRun } from '@rnn-lab/runs';
import { secondsOf } from '#api/duration';
import { killedRun, lineAt } from '#testing/runs';
import { columnValue } from './columns';
import { readFreshRun } from './fresh-run';
import { rowOf } from './runs-index';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-summaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('takes the summary of a killed run from its last lines, and follows them', async () => {
  const directory = await killedRun(folder, { lastLineAfter: 90 });
  expect((await readRun(directory)).run?.summary['train.loss']).toMatchObject({ last: 0.5, best: 0.5 });
  const entry = await readFreshRun(directory);
  expect(entry.run?.summary['train.loss']).toMatchObject({ last: 0.3, best: 0.2, bestStep: 2 });
  expect(entry.run && secondsOf(entry.run)).toBe(90);
  expect(columnValue(rowOf(entry), 'duration')).toBe(90_000);
  expect(columnValue(rowOf(entry), 'last.train.loss')).toBe(0.3);

  const { startedAt = '' } = entry.run ?? {};
  appendFileSync(join(directory, 'metrics.jsonl'), lineAt(startedAt, { step: 4, after: 95, loss: 0.1 }));
  expect((await readFreshRun(directory)).run?.summary['train.loss']).toMatchObject({ last: 0.1, best: 0.1 });
  truncateSync(join(directory, 'metrics.jsonl'));
  expect((await readFreshRun(directory)).run?.summary['train.loss']).toMatchObject({ last: 0.5 });
});

it('has no negative duration, however a clock was set', async () => {
  const early = await readFreshRun(
    await killedRun(folder, { lastLineAfter: -3_600, heartbeatAfter: -3_600 }),
  );
  expect(columnValue(rowOf(early), 'duration')).toBe(0);
  // The other machine's clock is an hour ahead: only its own times count.
  const ahead = await readFreshRun(
    await killedRun(folder, { lastLineAfter: 30, heartbeatAfter: 20, startsIn: 3_600 }),
  );
  expect(ahead.run?.status).toBe('stopped');
  expect(columnValue(rowOf(ahead), 'duration')).toBe(30_000);
});
