import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, options, temporaryFolder } from '../test/options';
import { createRun, isLive, ReceivedRuns, readRun, requestStop } from './index';
import { isReported } from './report-piece';
import type { ReportPiece, RunWriter } from './index';

const folder = temporaryFolder();
const reporter = randomUUID();

let runsDir: string;
let received: ReceivedRuns;
let run: RunWriter;

beforeEach(async () => {
  runsDir = join(folder, randomUUID());
  received = new ReceivedRuns(runsDir);
  run = await createRun(options(join(folder, 'sent')));
});
afterEach(() => run.discard());

const piece = (file: string, given: Partial<ReportPiece> = {}): ReportPiece => ({
  reporter,
  file,
  offset: 0,
  ...given,
});

function complete(file: string, content: string | Buffer): ReportPiece {
  const size = Buffer.byteLength(content);
  return piece(file, { size, sha256: createHash('sha256').update(content).digest('hex') });
}

/** Sends a whole file in one piece. */
function send(file: string, content: string | Buffer, id = run.id) {
  return received.take(id, complete(file, content), Buffer.from(content));
}

const sendRun = () => send('run.json', readFileSync(join(run.directory, 'run.json')));
const textOf = (file: string) => readFileSync(join(runsDir, run.id, file), 'utf8');
const statusOf = async () => (await readRun(join(runsDir, run.id))).run?.status;
const error = (code: string, values?: object) =>
  expect.objectContaining({ name: 'RunsError', code, ...(values && { values }) });

it('takes a run in pieces, in any number of attempts, until both disks have the same', async () => {
  const lines = '{"kind":"step"}\n'.repeat(100);
  const append = (from: number, to: number) =>
    received.take(run.id, piece('metrics.jsonl', { offset: from }), Buffer.from(lines.slice(from, to)));
  await append(0, 160);
  expect(existsSync(join(runsDir, run.id))).toBe(false);
  await sendRun();
  expect(await statusOf()).toBe('running');
  // Repeated, overlapping, and with a gap.
  expect(await append(0, 160)).toEqual({ offset: 160, stop: false });
  expect(await append(80, 320)).toEqual({ offset: 320, stop: false });
  await expect(append(400, 480)).rejects.toEqual(error('report-offset', { offset: 320 }));
  expect(textOf('metrics.jsonl')).toBe(lines.slice(0, 320));
  // A resume has cut the file.
  const cut = piece('metrics.jsonl', { offset: 32, cut: true });
  expect(await received.take(run.id, cut, Buffer.alloc(0))).toEqual({ offset: 32, stop: false });

  run.finish({ results: {} });
  const weights = Buffer.alloc(100_000, 'weights');
  const part = complete('model/weights.bin', weights);
  expect((await received.take(run.id, part, weights.subarray(0, 60_000))).offset).toBe(60_000);
  expect(existsSync(join(runsDir, run.id, 'model/weights.bin'))).toBe(false);
  expect((await received.take(run.id, { ...part, offset: 60_000 }, weights.subarray(60_000))).offset).toBe(
    100_000,
  );
  expect((await received.take(run.id, part, weights.subarray(0, 60_000))).offset).toBe(100_000);
  // What was sent differs from what is there.
  await sendRun();
  await expect(send('metrics.jsonl', 'x'.repeat(32))).rejects.toEqual(error('report-offset', { offset: 0 }));
  // Nobody writes an ended run: it can be deleted.
  expect(await isLive(join(runsDir, run.id))).toBe(false);
  await send('metrics.jsonl', 'x'.repeat(32));
  expect(await statusOf()).toBe('finished');
  expect(readFileSync(join(runsDir, run.id, 'model/weights.bin')).equals(weights)).toBe(true);
  expect(textOf('run.json')).toBe(readFileSync(join(run.directory, 'run.json'), 'utf8'));
  expect(filesBelow(join(runsDir, run.id))).toEqual([
    'console.log',
    'lock',
    'metrics.jsonl',
    'model/weights.bin',
    'run.json',
  ]);
});

it('relays Stop until the run has ended, and never overwrites the annotations', async () => {
  await sendRun();
  await send('annotations.json', '{"tags":["sent"]}');
  expect(textOf('annotations.json')).toBe('{"tags":["sent"]}');
  expect((await send('annotations.json', '{"tags":["again"]}')).stop).toBe(false);
  expect(textOf('annotations.json')).toBe('{"tags":["sent"]}');
  await requestStop(join(runsDir, run.id));
  for (const attempt of [1, 2]) expect([attempt, (await sendRun()).stop]).toEqual([attempt, true]);
  run.interrupt();
  expect((await sendRun()).stop).toBe(false);
  expect(existsSync(join(runsDir, run.id, 'stop'))).toBe(false);
  expect(await statusOf()).toBe('interrupted');
});

it('counts a run as stopped while no reports come', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  try {
    await sendRun();
    jest.advanceTimersByTime(31_000);
    expect(await statusOf()).toBe('stopped');
    await send('console.log', 'It goes on.');
    expect(await statusOf()).toBe('running');
  } finally {
    jest.useRealTimers();
  }
});

it('refuses a run of somebody else, a deleted one, and one that another process writes', async () => {
  await sendRun();
  const other = { ...complete('console.log', ''), reporter: randomUUID() };
  await expect(received.take(run.id, other, Buffer.alloc(0))).rejects.toEqual(error('report-taken'));
  await expect(
    new ReceivedRuns(runsDir).take(run.id, complete('console.log', ''), Buffer.alloc(0)),
  ).rejects.toEqual(error('run-locked'));
  renameSync(join(runsDir, run.id), join(runsDir, '.trash'));
  await expect(sendRun()).rejects.toEqual(error('report-deleted'));

  const own = await createRun(options(runsDir));
  await expect(send('console.log', '', own.id)).rejects.toEqual(error('report-taken'));
  own.interrupt();
});

it('refuses names, links and run.json files that are wrong', async () => {
  for (const id of ['', '.', '..', '.hidden', 'a/b', 'a\\b', 'a:b', 'a.', 'a'.repeat(200), 'é', 'a\0']) {
    await expect(send('run.json', '{}', id)).rejects.toEqual(error('bad-report'));
  }
  await expect(send('run.json', '{')).rejects.toEqual(error('no-json'));
  const others = JSON.stringify({ ...JSON.parse(run.json), id: 'other' });
  await expect(send('run.json', others)).rejects.toEqual(error('bad-report'));
  await sendRun();

  const outside = join(folder, 'outside');
  mkdirSync(outside, { recursive: true });
  writeFileSync(join(outside, 'file'), 'outside');
  symlinkSync(outside, join(runsDir, run.id, 'model'));
  symlinkSync(join(outside, 'file'), join(runsDir, run.id, 'console.log.link'));
  renameSync(join(runsDir, run.id, 'console.log.link'), join(runsDir, run.id, 'console.log'));
  await expect(send('model/model.json', '{}')).rejects.toEqual(error('bad-report'));
  await expect(send('console.log', 'x')).rejects.toEqual(error('unwritable-file'));
  expect(filesBelow(outside)).toEqual(['file']);
  expect(readFileSync(join(outside, 'file'), 'utf8')).toBe('outside');
});

it.each(['run.json', 'model/holdout/weights.bin', 'predictions/test.jsonl', 'histograms.jsonl'])(
  'reports %s',
  (file) => expect(isReported(file)).toBe(true),
);
it.each([
  ...[
    'lock',
    'stop',
    './lock',
    'checkpoint/1.checkpoint',
    '.run.json.tmp',
    'model/../../x',
    '/etc/passwd',
    '..',
  ],
  ...['', 'model', 'model/', 'model//x', 'model\\x', 'other/x', 'a:b', 'x.', 'x\0', 'predictions/a/b'],
])('doesn’t report %j', (file) => expect(isReported(file)).toBe(false));
