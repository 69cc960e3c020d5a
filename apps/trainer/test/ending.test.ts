import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BIN, outcomeOf, readJson, readLines, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { MetricLine, RunFile } from '@rnn-lab/runs';

const REVIEWS = { train: 400, test: 100 };

let sandbox: Sandbox;

beforeEach(() => {
  sandbox = new Sandbox();
  writeNsmc(sandbox.data, REVIEWS);
});

afterEach(() => sandbox.remove());

/** The only run. Checks that its files are complete and that no temporary file is left, however it ended. */
function endedRun(): RunFile {
  const [folder, ...others] = sandbox.runFolders();
  expect(others).toEqual([]);
  const files = readdirSync(folder, { recursive: true }) as string[];
  expect(files.filter((file) => /\.tmp|(^|\/)\./.test(file))).toEqual([]);
  expect(readFileSync(join(folder, 'metrics.jsonl'), 'utf8')).toMatch(/(^|\n)$/);
  expect(() => readLines<MetricLine>(folder, 'metrics.jsonl')).not.toThrow();
  return readJson(folder, 'run.json');
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1)!;
}

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  test('during training ends the run as interrupted, exit code 130', async () => {
    const child = sandbox.start(['nsmc', ...SMALL, '--epochs', '100000', '--json']);
    child.stderr!.on('data', (text: Buffer) => {
      if (text.includes('Epoch 2/')) child.kill(signal);
    });
    const { code, stdout, stderr } = await outcomeOf(child);

    const run = endedRun();
    expect(run.status).toBe('interrupted');
    expect(run.endedAt).not.toBeNull();
    expect(JSON.parse(stdout)).toEqual(run);
    expect(lastLine(stderr)).toBe(`rnn-lab: interrupted by ${signal}; the run so far is in runs/${run.id}`);
    expect(code).toBe(130);
  });

  test('before training ends the run as interrupted, too', async () => {
    const child = sandbox.start(['nsmc', ...SMALL]);
    child.stdout!.once('data', () => child.kill(signal));
    const { code, stderr } = await outcomeOf(child);
    const run = endedRun();
    expect(run).toMatchObject({ status: 'interrupted', phase: null, model: null });
    expect(lastLine(stderr)).toBe(`rnn-lab: interrupted by ${signal}; the run so far is in runs/${run.id}`);
    expect(code).toBe(130);
    // Every signal leaves the same run: one of them is resumed.
    if (signal !== 'SIGINT') return;
    expect(await sandbox.run(['nsmc', '--resume', 'last'])).toMatchObject({ code: 0 });
    expect(endedRun()).toMatchObject({ id: run.id, status: 'finished' });
  });
});

test('SIGINT while the model is evaluated ends the run as interrupted, and a resume finishes it', async () => {
  // Its evaluation takes seconds.
  writeNsmc(sandbox.data, { train: 100, test: 4000 });
  const child = sandbox.start(['nsmc', ...SMALL, '--lstm-units', '128', '--epochs', '1']);
  const ended = outcomeOf(child);
  const phase = () => {
    const folder = sandbox.runFolders().find((each) => existsSync(join(each, 'run.json')));
    return folder && readJson<RunFile>(folder, 'run.json').phase?.name;
  };
  while (child.exitCode === null && phase() !== 'evaluating') await sleep(20);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  const run = endedRun();
  expect(run).toMatchObject({ status: 'interrupted', phase: null });
  expect(lastLine(stderr)).toBe(`rnn-lab: interrupted by SIGINT; the run so far is in runs/${run.id}`);
  expect(code).toBe(130);
  expect(await sandbox.run(['nsmc', '--resume', 'last'])).toMatchObject({ code: 0 });
  expect(endedRun()).toMatchObject({
    id: run.id,
    status: 'finished',
    results: { test: { loss: expect.any(Number) } },
  });
});

test('a loss that is not finite fails the run with the step and the learning rate, exit code 1', async () => {
  const { code, stdout, stderr } = await sandbox.run(['nsmc', ...SMALL, '--learning-rate', '1e30', '--json']);
  const run = endedRun();
  expect(run.status).toBe('failed');
  expect(run.error).toMatch(/^The loss became NaN at step \d+ with learning rate 1e\+30; /);
  expect(run.errorDetails).toMatchObject({ code: 'non-finite-loss', values: { learningRate: '1e+30' } });
  expect(JSON.parse(stdout)).toEqual(run);
  expect(lastLine(stderr)).toBe(`rnn-lab: ${run.error}`);
  expect(code).toBe(1);
});

test.each([
  ['deleted', (folder: string) => rmSync(folder, { recursive: true })],
  [
    'moved to the trash',
    (folder: string) => {
      mkdirSync(join(sandbox.runs, '.trash'));
      renameSync(folder, join(sandbox.runs, '.trash', basename(folder)));
    },
  ],
])(
  'a run whose folder is %s while it trains fails, exit code 1, and does not come back',
  async (_, remove) => {
    const child = sandbox.start(['nsmc', ...SMALL, '--epochs', '100000', '--json']);
    let removed: string | undefined;
    child.stderr!.on('data', (text: Buffer) => {
      if (removed !== undefined || !text.includes('Epoch 2/')) return;
      [removed] = sandbox.runFolders();
      remove(removed);
    });
    const { code, stdout, stderr } = await outcomeOf(child);
    const message = `The run's folder ${removed} or its metrics were deleted, moved or replaced before the run's end; train again.`;
    expect(lastLine(stderr)).toBe(`rnn-lab: ${message}`);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'failed', error: message });
    expect(code).toBe(1);
    expect(existsSync(removed!)).toBe(false);
  },
);

describe('a full disk', () => {
  /** Runs rnn-lab with a limit on the size of every file, in blocks of 512 bytes. */
  const run = (blocks: number, ...flags: string[]) => {
    const limited = `ulimit -f ${blocks}; exec "$0" "$@"`;
    const args = [process.execPath, BIN, 'nsmc', ...SMALL, '--json', ...flags];
    return outcomeOf(sandbox.spawn('sh', ['-c', limited, ...args]));
  };

  /** A cache of the tokens of the same reviews, so that only the run's own files meet the limit. */
  let filled: Sandbox;
  beforeAll(async () => {
    filled = new Sandbox();
    writeNsmc(filled.data, REVIEWS);
    expect(await filled.run(['nsmc', ...SMALL, '--epochs', '1'])).toMatchObject({ code: 0 });
  });
  afterAll(() => filled.remove());
  beforeEach(() => cpSync(filled.cache, sandbox.cache, { recursive: true }));

  test.each([
    ['metrics.jsonl', 100, ['--epochs', '200']],
    ['model', 16, ['--epochs', '1', '--embedding-dimension', '32']],
  ])('while %s is written fails the run, exit code 1', async (file, blocks, flags) => {
    const { code, stdout, stderr } = await run(blocks, ...flags);
    const ended = endedRun();
    expect(ended.status).toBe('failed');
    expect(ended.error).toContain(join(sandbox.runs, ended.id, file));
    expect(JSON.parse(stdout)).toEqual(ended);
    expect(lastLine(stderr)).toBe(`rnn-lab: ${ended.error}`);
    expect(code).toBe(1);
  });

  test('while the run is created leaves no run, exit code 1', async () => {
    const { code, stdout, stderr } = await run(2);
    expect(lastLine(stderr)).toMatch(/^rnn-lab: Can't begin a run in /);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(sandbox.runFolders()).toEqual([]);
  });
});

test('a cache that can’t be written costs one warning, not the training', async () => {
  writeFileSync(sandbox.cache, 'a file');
  const { code, stdout, stderr } = await sandbox.run(['nsmc', ...SMALL, '--epochs', '1', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ status: 'finished' });
  expect(stderr.match(/The tokens aren't cached, because the folder .* can't be created/g)).toHaveLength(1);
});

describe('a damaged token cache', () => {
  const train = async () => {
    const { code, stdout } = await sandbox.run(['nsmc', ...SMALL, '--epochs', '1', '--json']);
    expect(code).toBe(0);
    return (JSON.parse(stdout) as RunFile).results;
  };
  const cached = () => {
    const entries = readdirSync(sandbox.cache, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  };

  const damages: [string, (content: Buffer) => Buffer][] = [
    ['truncated', (content) => content.subarray(0, content.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['rubbish', (content) => Buffer.alloc(content.length, 0xa5)],
  ];

  test(`is ignored: ${damages.map(([name]) => name).join(', ')}`, async () => {
    const results = await train();
    const contents = cached().map((file) => [file, readFileSync(file)] as const);
    expect(contents).not.toHaveLength(0);
    for (const [name, damage] of damages) {
      for (const [file, content] of contents) writeFileSync(file, damage(content));
      expect({ name, results: await train() }).toEqual({ name, results });
    }
  });
});
