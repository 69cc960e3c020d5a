import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, outcomeOf, withTool } from '@rnn-lab/testing';
import { BIN, readJson, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';
import type { Outcome } from './rnn-lab';

const REFUSED =
  'The system gave this program no more memory or threads; end other programs, raise the limits (ulimit -v, ulimit -u), ' +
  'or use a machine with more.';

let sandbox: Sandbox;

beforeEach(() => {
  sandbox = new Sandbox();
  writeNsmc(sandbox.data, { train: 200, test: 60 });
});

afterEach(() => sandbox.remove());

/** Runs rnn-lab with that many GiB of addresses. */
async function runWithin(gibibytes: number, args: readonly string[], env = {}): Promise<Outcome> {
  const limit = `--as=${Math.ceil(gibibytes * 2 ** 30)}`;
  return outcomeOf(sandbox.spawn('prlimit', [limit, '--', process.execPath, BIN, ...args], { env }));
}

test('an engine thread without memory ends the run with one message, and the run is resumed', async () => {
  const fill = join(sandbox.root, 'fill.cjs');
  writeFileSync(fill, FILL_AN_ENGINE_THREAD);
  const env = { NODE_OPTIONS: `--require ${fill} --max-old-space-size=300` };
  const { code, stderr } = await sandbox.run(['nsmc', ...SMALL, '--workers', '2', '--quiet'], { env });
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
    /^rnn-lab: An engine thread ended before its work was done \(.*out of memory\); .* Use fewer --workers\.$/,
  );
  const [folder] = sandbox.runFolders();
  expect(readJson<RunFile>(folder, 'run.json')).toMatchObject({
    status: 'failed',
    errorDetails: { code: 'engine-thread-ended' },
  });
  expect(await sandbox.run(['nsmc', '--resume', 'last'])).toMatchObject({ code: 0 });
});

/** Loaded in every thread: the second one of the engine keeps more and more once training begins. */
const FILL_AN_ENGINE_THREAD = `
  const { isMainThread, parentPort, workerData } = require('node:worker_threads');
  if (!isMainThread && workerData?.shared && workerData.worker === 1) {
    parentPort.on('message', ({ kind }) => {
      if (kind !== 'epoch') return;
      const kept = [];
      for (;;) kept.push(new Array(100_000).fill(kept.length));
    });
  }
`;

/** Loaded in every thread: once the engine's thread begins a fit, no addresses are left for the memory of its predictions. */
const TAKE_ADDRESSES = `
  const { execFileSync } = require('node:child_process');
  const { readFileSync } = require('node:fs');
  const { isMainThread, parentPort, workerData } = require('node:worker_threads');
  if (!isMainThread && workerData?.shared) {
    parentPort.on('message', ({ kind }) => {
      if (kind !== 'beginFit') return;
      const used = 1024 * Number(/^VmSize: *\\t* *(\\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
      execFileSync('prlimit', ['--as=' + (used + 2 ** 30), '--pid', String(process.pid)]);
    });
  }
`;

const NO_GUARDS = { NODE_OPTIONS: '--disable-wasm-trap-handler' };

withTool('prlimit', findProgram('prlimit') !== undefined).describe('without enough address space', () => {
  // Node.js itself needs about 1 GiB to start.
  test.each([1.5, 2, 3, 6, 10, 12, 20, 32, 40, 45])('nothing begins within %d GiB', async (gibibytes) => {
    const { code, stdout, stderr } = await runWithin(gibibytes, [
      'deaths',
      '--epochs',
      '2',
      '--workers',
      '1',
    ]);
    expect(stderr).toMatch(
      /^rnn-lab: \d+\.\d GiB of address space are needed for .*, and the system allows \d+\.\d GiB; .*\n$/,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(sandbox.runFolders()).toEqual([]);
  });

  test.each([
    ['with', {}],
    ['without', NO_GUARDS],
  ])('what the refusal asks for is enough for several models, %s guard regions', async (_, env) => {
    const train = ['deaths', '--epochs', '2', '--workers', '1', '--quiet'];
    const { stderr } = await runWithin(4, train, env);
    const needed = Number(/^rnn-lab: (\d+\.\d) GiB/.exec(stderr)?.[1]);
    // More addresses let more memories of earlier models pile up.
    for (const more of [0, 4]) {
      expect(await runWithin(needed + more, train, env)).toEqual({ code: 0, stdout: '', stderr: '' });
    }
    const statuses = sandbox.runFolders().map((folder) => readJson<RunFile>(folder, 'run.json').status);
    expect(statuses).toEqual(Array(4).fill('finished'));
  });

  test('one model needs no addresses for a second one', async () => {
    const train = ['sine', '--epochs', '2', '--quiet'];
    expect(await runWithin(25, train)).toEqual({ code: 0, stdout: '', stderr: '' });
    const { stderr } = await runWithin(24, train);
    expect(stderr).toMatch(/^rnn-lab: 24\.8 GiB of address space are needed /);
  });

  test('the models of several hold-outs need no more addresses than that of one', async () => {
    const rows = Array.from({ length: 120 }, (_, month) => `${month},${Math.sin(month)}\n`);
    const csv = join(sandbox.root, 'series.csv');
    writeFileSync(csv, `time,value\n${rows.join('')}`);
    const train = ['series', '--csv', csv, '--epochs', '2', '--origins', '3', '--quiet'];
    expect(await runWithin(45.5, train)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a run that has begun fails, and finishes when it is resumed', async () => {
    const take = join(sandbox.root, 'take.cjs');
    writeFileSync(take, TAKE_ADDRESSES);
    const env = { NODE_OPTIONS: `--require ${take}` };
    const { code, stderr } = await sandbox.run(['nsmc', ...SMALL, '--epochs', '2'], { env });
    expect({ code, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({
      code: 1,
      last: `rnn-lab: ${REFUSED}`,
    });
    const [folder] = sandbox.runFolders();
    expect(readJson<RunFile>(folder, 'run.json')).toMatchObject({
      status: 'failed',
      error: REFUSED,
      errorDetails: { code: 'out-of-memory', values: {} },
    });
    expect(await sandbox.run(['nsmc', '--resume', 'last'])).toMatchObject({ code: 0 });
  });
});
