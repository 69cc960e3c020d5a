import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentsOf, outcomeOf, readJson, readLines, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

/** Processes killed at a random time, over all experiments; by hand `RNN_LAB_KILLS=50`. */
const KILLS = Number(process.env.RNN_LAB_KILLS ?? 10);
const OFTEN = ['--checkpoint-seconds', '0.05'];
const EXPERIMENTS: string[][] = [
  ['sine', '--epochs', '60', '--histograms', '7'],
  ['deaths', '--epochs', '120', '--units', '20'],
  [
    'series',
    ...'--csv own.csv --origins 2 --horizon 2 --hidden-units 10 --learning-rate 0.01 --early-stopping 5 --dropout 0.3'.split(
      ' ',
    ),
  ],
  ['nsmc', ...SMALL, '--epochs', '6'],
  [
    'nsmc',
    ...SMALL,
    '--epochs',
    '6',
    '--histograms',
    '5',
    '--workers',
    '2',
    '--matmul',
    'wasm',
    '--num-words',
    '300',
  ],
];

let sandbox: Sandbox;

beforeAll(() => {
  sandbox = new Sandbox();
  writeNsmc(sandbox.data, { train: 2000, test: 300 });
  const rows = Array.from({ length: 90 }, (_, i) => `${i},${100 * Math.sin(i) + i}\n`);
  writeFileSync(join(sandbox.root, 'own.csv'), `time,value\n${rows.join('')}`);
});

afterAll(() => sandbox.remove());
beforeEach(() => rmSync(sandbox.runs, { recursive: true, force: true }));

/** By model. */
const outcomes = () =>
  new Map(
    sandbox
      .runFolders()
      .map((folder) => [readJson<RunFile>(folder, 'run.json').model?.name, contentsOf(folder)]),
  );

/** The newest run's id. */
function newest(): string {
  const started = sandbox.runFolders().filter((folder) => !/\/\.[^/]*$/.test(folder));
  const runs = started.map((folder) => readJson<RunFile>(folder, 'run.json'));
  return runs.sort((a, b) => b.startedAt.localeCompare(a.startedAt))[0]?.id;
}

async function finished(args: readonly string[]) {
  const { code, stderr } = await sandbox.run(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  return stderr;
}

test.each(EXPERIMENTS.map((args, i) => [args, Math.ceil((KILLS - i) / EXPERIMENTS.length)] as const))(
  '%j killed %d times at random, and interrupted, ends like an undisturbed run',
  async (experiment, kills) => {
    const args = [...experiment, ...OFTEN];
    const started = performance.now();
    await finished(args);
    const milliseconds = performance.now() - started;
    const undisturbed = outcomes();
    let killed = 0;
    while (killed < kills) {
      rmSync(sandbox.runs, { recursive: true, force: true });
      // Twice in one run, because each run that is compared costs an interruption and an end, too.
      const killsHere = Math.min(2, kills - killed);
      const signals: NodeJS.Signals[] = [...Array<NodeJS.Signals>(killsHere).fill('SIGKILL'), 'SIGINT'];
      for (;;) {
        const run = newest();
        const child = sandbox.start(run ? [args[0], '--resume', run] : args);
        const ended = outcomeOf(child);
        // Mostly in training, but also while it starts, evaluates, predicts and writes.
        if (signals.length > 0) await Promise.race([ended, sleep(milliseconds * (0.1 + Math.random()))]);
        const signal = child.exitCode === null ? signals.shift() : undefined;
        if (signal) child.kill(signal);
        if (signal === 'SIGKILL') killed++;
        const { code, stderr } = await ended;
        // The signal before may have come after all was done, but before the process was gone.
        if (code === 0 || stderr.includes('is finished, so there is nothing to resume')) break;
        // A SIGINT before its handler is set ends the process, too.
        expect({ code: code ?? 130, stderr }).toMatchObject({ code: 130 });
      }
      // A run that was killed while it was created isn't one.
      for (const folder of sandbox.runFolders()) {
        if (/\/\.[^/]*$/.test(folder)) rmSync(folder, { recursive: true });
      }
      expect(outcomes()).toEqual(undisturbed);
    }
  },
);

describe('an interrupted run', () => {
  const args = ['nsmc', ...SMALL, '--epochs', '4', ...OFTEN];
  let undisturbed: ReturnType<typeof outcomes>;

  beforeAll(async () => {
    rmSync(sandbox.runs, { recursive: true, force: true });
    await finished(args);
    undisturbed = outcomes();
  });

  /** The only run of this folder was interrupted once it had two checkpoints. */
  let original: string;
  beforeAll(async () => {
    rmSync(sandbox.runs, { recursive: true, force: true });
    const child = sandbox.start(args);
    child.stdout!.on('data', (text: Buffer) => {
      if (text.includes('Epoch 2/')) child.kill('SIGINT');
    });
    expect((await outcomeOf(child)).code).toBe(130);
    original = join(sandbox.root, 'interrupted');
    renameSync(sandbox.runs, original);
  });

  /** Copies the interrupted run into the runs folder; returns its folder. */
  function interrupted(): string {
    cpSync(original, sandbox.runs, { recursive: true });
    return join(sandbox.runs, newest());
  }

  const checkpoints = (folder: string) =>
    readdirSync(join(folder, 'checkpoint'))
      .filter((name) => name.endsWith('.checkpoint'))
      .map((name) => join(folder, 'checkpoint', name))
      .sort((a, b) => parseInt(b.split('/').at(-1)!) - parseInt(a.split('/').at(-1)!));

  test('goes on by `last`, keeps its annotations, and removes a stale stop', async () => {
    const folder = interrupted();
    const annotations = '{"tags":["mine"],"notes":"","archived":false}';
    writeFileSync(join(folder, 'annotations.json'), annotations);
    writeFileSync(join(folder, 'stop'), '');
    const { bytes, step } = {
      bytes: readFileSync(join(folder, 'metrics.jsonl')).length,
      step: lastStep(folder),
    };
    await finished(['nsmc', '--resume', 'last', '--runs-dir', sandbox.runs]);
    expect(readFileSync(join(folder, 'annotations.json'), 'utf8')).toBe(annotations);
    expect(existsSync(join(folder, 'stop'))).toBe(false);
    const run = readJson<RunFile>(folder, 'run.json');
    // It stopped by a checkpoint, so that nothing is cut.
    expect(run.resumes).toEqual([{ at: expect.any(String), step, bytes }]);
    expect(outcomes()).toEqual(undisturbed);
  });

  test('that paused after an epoch has trained that many, and goes on to the next pause', async () => {
    const lastEpoch = () =>
      readLines<{ epoch: number; kind: string }>(join(sandbox.runs, newest()), 'metrics.jsonl')
        .filter(({ kind }) => kind === 'epoch')
        .at(-1)?.epoch;
    const { code, stderr } = await sandbox.run([...args, '--pause-after', '1']);
    expect(stderr).toMatch(/rnn-lab: paused after epoch 1, as asked; the run so far is in .*\n$/);
    expect({ code, epoch: lastEpoch() }).toEqual({ code: 130, epoch: 1 });
    expect((await sandbox.run(['nsmc', '--resume', 'last', '--pause-after', '3'])).code).toBe(130);
    expect(lastEpoch()).toBe(3);
    await finished(['nsmc', '--resume', 'last']);
    expect(outcomes()).toEqual(undisturbed);
  });

  test.each<[string, (content: Buffer) => Buffer]>([
    ['truncated', (content) => content.subarray(0, content.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['with a flipped bit in its header', (content) => flipped(content, 20)],
    ['with a flipped bit in its weights', (content) => flipped(content, content.length - 1000)],
  ])('goes on from the checkpoint before a newest one that is %s, and says so', async (_, damage) => {
    const folder = interrupted();
    const [file, before] = checkpoints(folder);
    expect(before).toBeDefined();
    writeFileSync(file, damage(readFileSync(file)));
    const stderr = await finished(['nsmc', '--resume', 'last']);
    expect(stderr).toContain(`Warning: checkpoint/${file.split('/').at(-1)} is damaged`);
    expect(outcomes()).toEqual(undisturbed);
  });

  test('begins again if all of its checkpoints are damaged, and says so', async () => {
    const folder = interrupted();
    for (const file of checkpoints(folder)) writeFileSync(file, 'x');
    await finished(['nsmc', '--resume', 'last']);
    expect(readJson<RunFile>(folder, 'run.json').resumes).toMatchObject([{ step: 0, bytes: 0 }]);
    expect(outcomes()).toEqual(undisturbed);
  });

  test('killed while it writes a checkpoint goes on from the one before', async () => {
    const child = sandbox.start(args);
    const ended = outcomeOf(child);
    const writing = () => {
      const run = newest();
      return run !== undefined && existsSync(join(sandbox.runs, run, 'checkpoint/.checkpoint.tmp'));
    };
    while (!writing()) await new Promise(setImmediate);
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    await finished(['nsmc', '--resume', 'last']);
    expect(outcomes()).toEqual(undisturbed);
  });

  test('whose model could not be written is finished from its checkpoint', async () => {
    const child = sandbox.start(args);
    const ended = outcomeOf(child);
    // A folder in its place: the file can't be replaced, as on a full disk.
    child.stdout!.on('data', (text: Buffer) => {
      if (!text.includes('Epoch 1/')) return;
      mkdirSync(join(sandbox.runs, newest(), 'model/weights.bin/in-the-way'), { recursive: true });
    });
    const { code, stderr } = await ended;
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('model/model.json: it is a folder'),
    });
    const folder = join(sandbox.runs, newest());
    const trained = readFileSync(join(folder, 'metrics.jsonl'));
    rmSync(join(folder, 'model'), { recursive: true, force: true });
    await finished(['nsmc', '--resume', 'last']);
    expect(readFileSync(join(folder, 'metrics.jsonl')).equals(trained)).toBe(true);
    expect(outcomes()).toEqual(undisturbed);
  });

  test('is refused while another process trains it', async () => {
    const child = sandbox.start(args.map((arg) => (arg === '4' ? '100000' : arg)));
    const ended = outcomeOf(child);
    await new Promise<void>((resolve) => {
      child.stdout!.on('data', (text: Buffer) => text.includes('Epoch 1/') && resolve());
    });
    const { code, stderr } = await sandbox.run(['nsmc', '--resume', 'last']);
    child.kill('SIGINT');
    await ended;
    expect(stderr).toContain('Another process writes the run');
    expect(code).toBe(2);
  });

  test('is refused with other data, and stays as it was', async () => {
    const folder = interrupted();
    const file = join(sandbox.data, 'nsmc/ratings_train.txt');
    copyFileSync(file, `${file}.original`);
    const before = readFileSync(join(folder, 'run.json'), 'utf8');
    try {
      writeFileSync(file, readFileSync(file, 'utf8').replace('감동', '지루'));
      const { code, stderr } = await sandbox.run(['nsmc', '--resume', 'last']);
      expect(stderr).toMatch(/Run nsmc-\S+ can't be resumed, because its data has changed/);
      expect(code).toBe(2);
    } finally {
      copyFileSync(`${file}.original`, file);
    }
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).toBe(before);
  });
});

test.each([
  [['nsmc', '--resume', 'last'], 'There is no unfinished run of nsmc to resume.'],
  [['nsmc', '--resume', 'nsmc-none'], 'There is no run nsmc-none in '],
  [
    ['nsmc', '--resume', 'last', '--epochs', '3'],
    "unknown option '--epochs' beside --resume: everything but",
  ],
  [['nsmc', '--resume', 'last', '--seed=1'], "unknown option '--seed=1' beside --resume"],
  [['all', '--resume', 'last'], "unknown option '--resume'"],
])('%j is refused', async (args, message) => {
  const { code, stderr } = await sandbox.run(args);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

test('deaths trains the other model of the group after the one that is resumed', async () => {
  const args = ['deaths', '--epochs', '100', '--units', '10', '--no-holdout'];
  await finished(args);
  const undisturbed = outcomes();
  const lstm = sandbox
    .runFolders()
    .find((folder) => readJson<RunFile>(folder, 'run.json').model?.name === 'lstm');
  rmSync(lstm!, { recursive: true });
  await finished(['deaths', '--resume', newest()]);
  expect(outcomes()).toEqual(undisturbed);
  const groups = sandbox.runFolders().map((folder) => readJson<RunFile>(folder, 'run.json').group);
  expect(new Set(groups).size).toBe(1);

  const { code, stderr } = await sandbox.run(['deaths', '--resume', newest()]);
  expect(stderr).toContain('is finished, so there is nothing to resume');
  expect(code).toBe(2);
});

function lastStep(folder: string): number {
  return readLines<{ step: number }>(folder, 'metrics.jsonl').at(-1)!.step;
}

function flipped(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content);
  copy[at] ^= 1;
  return copy;
}
