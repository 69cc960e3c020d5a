import { readMetrics, readRun } from '@rnn-lab/runs';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { scalar, VERSION } from './event-bytes';
import { Sandbox } from './rnn-lab';

/** Logs that Keras 3.15 with TensorFlow 2.21 has written of one training of three epochs. */
const FILES = join(__dirname, 'files');

let sandbox: Sandbox;
beforeEach(() => (sandbox = new Sandbox()));
afterEach(() => sandbox.remove());

const importing = (...args: string[]) => sandbox.run(['import', ...args]);

function write(file: string, ...events: Buffer[]): void {
  const path = join(sandbox.root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.concat([VERSION, ...events]));
}

async function onlyRun() {
  const [directory, ...others] = sandbox.runFolders();
  expect(others).toEqual([]);
  const { run } = await readRun(directory);
  return { run, lines: (await readMetrics(directory)).lines };
}

test("imports Keras's logs of TensorBoard and of CSVLogger, with the same values", async () => {
  cpSync(FILES, sandbox.root, { recursive: true });
  const { code, stdout, stderr } = await importing('keras-log', '--experiment', 'own');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Imported keras-log to runs\/own-20261201-\d{6}-\w{4}: 15 lines of metrics\.$/m);
  const tensorBoard = await onlyRun();
  expect(tensorBoard.run).toMatchObject({
    experiment: 'own',
    status: 'finished',
    engine: 'imported',
    imported: { format: 'tensorboard', files: [{ bytes: 1983 }, { bytes: 1028 }] },
  });
  const epochs = tensorBoard.lines.filter(({ kind }) => kind === 'epoch');
  expect(epochs.map(({ split, step, epoch }) => [split, step, epoch])).toEqual(
    [1, 2, 3].flatMap((epoch) => [
      ['train', 3 * epoch, epoch],
      ['validation', 3 * epoch, epoch],
    ]),
  );
  expect(tensorBoard.lines.filter(({ kind }) => kind === 'step')).toHaveLength(9);

  const fromCsv = await importing('keras-log.csv', '--runs-dir', 'csv');
  const [csv] = /imported-[\w-]+/.exec(fromCsv.stdout) ?? [];
  const { lines } = await readMetrics(join(sandbox.root, 'csv', `${csv}`));
  const values = (all: typeof lines) => all.map(({ split, loss, accuracy }) => ({ split, loss, accuracy }));
  expect(values(lines)).toEqual(values(epochs));
});

test('imports nothing twice, wherever the files are', async () => {
  write('a/events.out.tfevents.1', scalar('loss', 1, 1));
  cpSync(join(sandbox.root, 'a'), join(sandbox.root, 'b'), { recursive: true });
  const { code, stdout } = await importing('a', 'b');
  const [directory] = sandbox.runFolders();
  const id = basename(directory);
  expect(code).toBe(0);
  expect(stdout).toContain(`Already imported: b is the run ${id}.`);
  expect((await importing('a')).stdout).toBe(`Already imported: a is the run ${id}.\n`);
  expect(sandbox.runFolders()).toEqual([directory]);
  const predicted = await sandbox.run(['predict', id]);
  expect(predicted).toMatchObject({ code: 2, stderr: expect.stringMatching(/was imported .* has no model/) });
});

test('imports what is intact, and says what is not', async () => {
  const last = scalar('loss', 3, 3);
  write('log/events.out.tfevents.1', scalar('loss', 1, 1), scalar('loss', 2, 2), last.subarray(0, -3));
  const end = VERSION.length + 2 * last.length;
  const { code, stderr } = await importing('log');
  const message = `log/events.out.tfevents.1 is cut or damaged at byte ${end}: what follows is missing.`;
  expect({ code, stderr }).toEqual({ code: 0, stderr: `Warning: ${message}\n` });
  const { run, lines } = await onlyRun();
  expect(lines.map(({ step }) => step)).toEqual([1, 2]);
  expect(run?.caveats).toContainEqual({ en: message, ko: expect.stringContaining(`${end}바이트`) });
});

test('says that a training began again', async () => {
  write('log/events.out.tfevents.1', scalar('loss', 1, 1), scalar('loss', 2, 2));
  write('log/events.out.tfevents.2', scalar('loss', 2, 5, 1.8e9), scalar('loss', 3, 6, 1.8e9 + 1));
  const { stderr } = await importing('log');
  expect(stderr).toContain(
    'The training began again from step 2 on: one value that was logged before is left out.',
  );
  expect((await onlyRun()).lines.map(({ step, loss }) => [step, loss])).toEqual([
    [1, 1],
    [2, 5],
    [3, 6],
  ]);
});

test('leaves out a log without scalars beside others', async () => {
  write('all/empty/events.out.tfevents.1');
  write('all/full/events.out.tfevents.1', scalar('loss', 1, 1));
  const { code, stderr } = await importing('all');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'Warning: all/empty has no scalar that can be read; it is left out.\n',
  });
  expect(sandbox.runFolders()).toHaveLength(1);
});

test('reads a log of CSVLogger that was appended to, with values that are missing or not finite', async () => {
  writeFileSync(join(sandbox.root, 'log.csv'), 'epoch,acc,val_loss\n0,0.5,1\n1,0.6,NA\n1,nan,inf\n');
  const { stderr } = await importing('log.csv');
  expect(stderr).toContain('from step 2 on: one value');
  const { lines } = await onlyRun();
  expect(lines).toMatchObject([
    { split: 'train', epoch: 1, accuracy: 0.5 },
    { split: 'validation', epoch: 1, loss: 1 },
    { split: 'train', epoch: 2, accuracy: NaN },
    { split: 'validation', epoch: 2, loss: Infinity },
  ]);
});

test.each<[string, string, string | Buffer[], RegExp]>([
  ['a file without scalars', 'events.out.tfevents.1', [], /There is no scalar to import in /],
  ['a file of something else', 'events.out.tfevents.1', [Buffer.from('no record')], /There is no scalar/],
  [
    'a tag that no metric can have',
    'events.out.tfevents.1',
    [scalar('time', 1, 1)],
    /"time" can't be a metric/,
  ],
  ['a table without epochs', 'log.csv', 'a,b\n1,2\n', /has no column "epoch"/],
  ['a text among the values', 'log.csv', 'epoch,loss\n0,much\n', /line 2: "much" in the column "loss"/],
  ['an epoch that is none', 'log.csv', 'epoch,loss\n0.5,1\n', /line 2: "0\.5" in the column "epoch"/],
  ['a column that no metric can have', 'log.csv', 'epoch,time\n0,1\n', /"time" can't be a metric/],
  ['a log of no epochs', 'log.csv', 'epoch,loss\n', /There is no scalar/],
])('refuses %s', async (_, file, content, message) => {
  if (typeof content === 'string') writeFileSync(join(sandbox.root, file), content);
  else write(file, ...content);
  const { code, stdout, stderr } = await importing(file);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(sandbox.runFolders()).toEqual([]);
});

test('refuses all of a command if it refuses one log', async () => {
  write('good/events.out.tfevents.1', scalar('loss', 1, 1));
  const { code, stderr } = await importing('good', 'missing');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `rnn-lab: ${join(sandbox.root, 'missing')} can't be read: there is no such file or folder.\n`,
  });
  expect(sandbox.runFolders()).toEqual([]);
});

test('help and output are in Korean under a Korean locale', async () => {
  write('log/events.out.tfevents.1', scalar('loss', 1, 1));
  const env = { LANG: 'ko_KR.UTF-8' };
  expect((await sandbox.run(['import', '--help'], { env })).stdout).toContain('로그를 실행으로 가져옵니다');
  expect((await sandbox.run(['import', 'log'], { env })).stdout).toContain('가져왔습니다: 지표 1줄');
  expect(readFileSync(join(sandbox.runFolders()[0], 'run.json'), 'utf8')).toContain('TensorBoard 로그');
});
