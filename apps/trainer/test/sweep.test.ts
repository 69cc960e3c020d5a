import { Terminal, withTool } from '@rnn-lab/testing';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BIN, outcomeOf, readJson, readLines, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import { readRun } from '@rnn-lab/runs';
import type { MetricLine, RunFile } from '@rnn-lab/runs';

const WORKSPACE = join(__dirname, '../../..');
const SECOND_PRESS_MS = 700;
/** Long enough to be ended in the middle. */
const LONG = ['--epochs', '300'];
/** Only ends a hang. */
const LIMIT_SECONDS = 280;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(async () => {
  await noProcessLeft();
  sandbox.remove();
});

const run = (args: readonly string[]) => outcomeOf(sandbox.start(args), LIMIT_SECONDS);
const folders = () => sandbox.runFolders().filter((folder) => !folder.includes('/.'));
const runs = () => folders().map((folder) => readJson<RunFile>(folder, 'run.json'));
const tagsOf = (folder: string) => readJson<{ tags: string[] }>(folder, 'annotations.json').tags;

/** The rows of the table in the output, each as its cells. */
function table(output: string): string[][] {
  const rows = output.split('\n').filter((line) => line.startsWith('│'));
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('│')
      .map((cell) => cell.trim()),
  );
}

/** Trainer processes end by themselves once their sweep is gone. */
async function noProcessLeft(): Promise<void> {
  for (let i = 0; i < 600 && processes().length > 0; i++) await sleep(100);
  expect(processes()).toEqual([]);
}

/** Ids of the processes that have this test's folders in their environment. */
function processes(): number[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`RNN_LAB_RUNS=${sandbox.runs}\0`);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

/** Waits until a run has trained an epoch. */
async function training(): Promise<string> {
  for (let i = 0; i < 1200; i++) {
    const found = folders().find((folder) =>
      readFileSync(join(folder, 'metrics.jsonl'), 'utf8').includes('"kind":"epoch"'),
    );
    if (found) return found;
    await sleep(100);
  }
  throw new Error('No run trains.');
}

test('a grid with seeds trains every trial once, ranks by validation, and continues with more seeds', async () => {
  writeNsmc(sandbox.data, { train: 200, test: 40 });
  const args = ['sweep', 'nsmc', ...SMALL.filter((_, i) => i < 4), '--batch-size', '20', '--epochs', '1'];
  const grid = [...args, '--no-baselines', '--grid', 'lstmUnits=4,8', '--jobs', '2', '--name', 'units'];
  const first = await run([...grid, '--seeds', '0']);
  expect({ code: first.code, stderr: first.stderr }).toEqual({
    code: 0,
    stderr: expect.not.stringContaining('rnn-lab: '),
  });
  const trained = folders();
  expect(
    runs()
      .map(({ params, seed, status }) => [params.lstmUnits, seed, status])
      .sort(),
  ).toEqual([
    [4, 0, 'finished'],
    [8, 0, 'finished'],
  ]);

  const { code, stdout } = await run([...grid, '--seeds', '0..1']);
  expect(code).toBe(0);
  expect(stdout.match(/, trained before\n/g)).toHaveLength(2);
  expect(folders()).toEqual(expect.arrayContaining(trained));
  expect(runs()).toHaveLength(4);
  for (const folder of folders()) expect(tagsOf(folder)).toEqual(['units']);

  const mean = (units: number, split: 'validation' | 'test') => {
    const found = runs().filter(({ params }) => params.lstmUnits === units);
    return found.reduce((sum, { results }) => sum + results[split]!.accuracy!, 0) / found.length;
  };
  const best = mean(8, 'validation') > mean(4, 'validation') ? 8 : 4;
  const [head, ...rows] = table(stdout);
  expect(head).toEqual(['variant', 'validation accuracy', 'validation loss', 'time', 'status']);
  expect(rows.map(([variant, , , , status]) => [variant, status]).sort()).toEqual([
    ['lstmUnits=4', 'finished'],
    ['lstmUnits=8', 'finished'],
  ]);
  for (const [variant, accuracy] of rows) {
    const value = mean(Number(variant.split('=')[1]), 'validation').toFixed(4);
    expect(accuracy).toMatch(new RegExp(`^${value} ± \\d\\.\\d{4}$`));
  }
  const chosen = /Best by validation accuracy: lstmUnits=(\d)/.exec(stdout)?.[1];
  expect(mean(Number(chosen), 'validation')).toBe(mean(best, 'validation'));
  expect(stdout).toContain(`Its test accuracy: ${mean(Number(chosen), 'test').toFixed(4)} ± `);
  expect(stdout.match(/test accuracy/g)).toHaveLength(1);
});

test('successive halving trains the best variants longer, prunes the others, and comes to the same when run again', async () => {
  const args = 'sweep sine --grid learningRate=0.01,1e-9,1e-8 --budget 3 --name halving'.split(' ');
  const { code, stdout } = await run(args);
  expect(code).toBe(0);
  expect(stdout).toContain('Successive halving: 3 to epoch 1, 1 to epoch 3\n');
  const epochs = (id: string) =>
    readLines<MetricLine>(sandbox.runs, id, 'metrics.jsonl').filter(({ kind }) => kind === 'epoch').length;
  const states = () =>
    runs()
      .map(({ id, params, status, pruned }) => [params.learningRate, status, pruned?.epoch, epochs(id)])
      .sort();
  const expected = [
    [0.01, 'finished', undefined, 3],
    [1e-8, 'pruned', 1, 1],
    [1e-9, 'pruned', 1, 1],
  ];
  expect(states()).toEqual(expected.sort());
  expect(table(stdout).map(([variant, , , status]) => [variant, status])).toEqual([
    ['variant', 'status'],
    ['learningRate=0.01', 'finished'],
    [expect.stringContaining('learningRate=1e-'), 'pruned after epoch 1'],
    [expect.stringContaining('learningRate=1e-'), 'pruned after epoch 1'],
  ]);

  const again = await run(args);
  expect(again.stdout.match(/, trained before\n/g)).toHaveLength(4);
  expect(table(again.stdout)).toEqual(table(stdout));
  expect(states()).toEqual(expected.sort());
});

test('a variant that fails ends nothing else, is listed at the end, exit code 1', async () => {
  const args = 'sweep sine --grid learningRate=1e30,0.01 --epochs 1'.split(' ');
  const { code, stdout, stderr } = await run(args);
  expect(
    runs()
      .map(({ status }) => status)
      .sort(),
  ).toEqual(['failed', 'finished']);
  expect(table(stdout).map(([variant, , , status]) => [variant, status])).toEqual([
    ['variant', 'status'],
    ['learningRate=0.01', 'finished'],
    ['learningRate=1e+30', 'unfinished (0 of 1 seed)'],
  ]);
  expect(stdout).toContain('Best by train loss: learningRate=0.01 (');
  expect(stderr).toMatch(/\nrnn-lab: learningRate=1e\+30 seed=0: The loss became \w+ at step \d+/);
  expect(stderr).toMatch(/\nrnn-lab: 1 of the sweep's trainings failed; .*\n$/);
  expect(code).toBe(1);
});

test('killed in the middle, its trainings end by themselves; run again, it continues them', async () => {
  const args = ['sweep', 'sine', ...LONG, '--seeds', '0..2', '--name', 'killed'];
  const child = sandbox.start(args);
  const ended = outcomeOf(child, LIMIT_SECONDS);
  const folder = await training();
  const refused = await run(args);
  expect(refused.stderr).toContain('Another process runs the sweep killed; wait until it ends');
  expect(refused.code).toBe(2);

  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
  await noProcessLeft();
  const { status, id } = (await readRun(folder)).run!;
  expect(['interrupted', 'finished']).toContain(status);

  const { code } = await run(args);
  expect(code).toBe(0);
  expect(
    runs()
      .map(({ seed, status }) => [seed, status])
      .sort(),
  ).toEqual([
    [0, 'finished'],
    [1, 'finished'],
    [2, 'finished'],
  ]);
  const continued = runs().find((each) => each.id === id);
  expect(continued?.resumes).toHaveLength(status === 'interrupted' ? 1 : 0);
  const { variants, seeds } = readJson<{ variants: object[]; seeds: number[] }>(
    sandbox.runs,
    '.sweeps/killed/sweep.json',
  );
  expect([variants.length, seeds]).toEqual([1, [0, 1, 2]]);
});

withTool('pty', Terminal.isThere && process.platform === 'linux').describe('on a real terminal', () => {
  const args = ['sweep', 'sine', ...LONG, '--seeds', '0..2', '--name', 'stopped'];
  let terminal: Terminal;
  const start = () => {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, RNN_LAB_RUNS: sandbox.runs, RNN_LAB_CACHE: sandbox.cache };
    terminal = Terminal.start(process.execPath, [BIN, ...args], { cwd: WORKSPACE, env });
  };
  afterEach(() => terminal.kill());

  test('Ctrl-C interrupts the trainings with a checkpoint, exit code 130, and the sweep continues them', async () => {
    start();
    const folder = await training();
    terminal.pressCtrlC();
    expect(await terminal.exitCode()).toBe(130);
    expect(terminal.text).toContain('Ending the trainings, each with a checkpoint;');
    expect(terminal.text).toMatch(
      /rnn-lab: interrupted by SIGINT; the same command continues the sweep stopped\n$/,
    );
    expect(processes()).toEqual([]);
    const before = readJson<RunFile>(folder, 'run.json');
    expect(before.status).toBe('interrupted');
    expect(runs().length).toBeLessThan(3);

    const { code } = await run(args);
    expect(code).toBe(0);
    expect(
      runs()
        .map(({ seed, status }) => [seed, status])
        .sort(),
    ).toEqual([0, 1, 2].map((seed) => [seed, 'finished']));
    expect(readJson<RunFile>(folder, 'run.json').resumes).toHaveLength(1);
  });

  test('a second Ctrl-C ends it at once, and its trainings with it', async () => {
    start();
    await training();
    const trainers = processes().filter((pid) => pid !== terminal.pid);
    for (const pid of trainers) process.kill(pid, 'SIGSTOP');
    terminal.pressCtrlC();
    await terminal.shows(/Ending the trainings/);
    await sleep(SECOND_PRESS_MS);
    terminal.pressCtrlC();
    expect(await terminal.exitCode()).toBe(130);
    expect(terminal.text).toContain('rnn-lab: ended at once by a second SIGINT');
    for (const pid of trainers) process.kill(pid, 'SIGCONT');
    await noProcessLeft();
  });
});

test.each([
  [['--grid', 'units=1,2'], 'sine has no parameter units; it has step, rnnUnits, '],
  [
    ['--grid', 'step=4,200'],
    '"200" isn\'t accepted. It must be an integer of at least 1 and of at most 100.',
  ],
  [['--grid', 'limit=10,20'], 'sine has no parameter limit; it has step, '],
  [['--seeds', '0..1', '--epochs', '0'], "option '--epochs <integer>' argument '0' is invalid."],
  [['--seeds', '0..1', '--engine', 'cpu', '--seed', '1'], "unknown option '--seed'"],
])('%j is refused before anything starts', async (flags, message) => {
  const { code, stderr } = await run(['sweep', 'sine', ...flags]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
  expect(folders()).toEqual([]);
});

test('a command that trains several models is refused; with one, it is a sweep', async () => {
  const { code, stderr } = await run(['sweep', 'deaths', '--seeds', '0..1']);
  expect(stderr).toContain('deaths makes 2 models in one command');
  expect(code).toBe(2);
  // An ensemble is a model, too.
  const ensemble = await run(['sweep', 'nsmc-best', '--limit', '100', '--seeds', '0..1']);
  expect(ensemble.stderr).toContain('nsmc-best makes 3 models in one command');
  expect(ensemble.code).toBe(2);
  rmSync(sandbox.runs, { recursive: true, force: true });
  const flags = '--model rnn --units 4 --epochs 1 --no-holdout --seeds 0..1'.split(' ');
  expect((await run(['sweep', 'deaths', ...flags])).code).toBe(0);
  expect(runs().map(({ model }) => model?.name)).toEqual(['rnn', 'rnn']);
});
