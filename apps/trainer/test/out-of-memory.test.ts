import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, outcomeOf, withTool } from '@rnn-lab/testing';
import { BIN, readJson, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

const REFUSED =
  'The system gave this program no more memory or threads; end other programs, raise the limits (ulimit -v, ulimit -u), ' +
  'or use a machine with more.';

let sandbox: Sandbox;

beforeEach(() => {
  sandbox = new Sandbox();
  writeNsmc(sandbox.data, { train: 200, test: 60 });
});

afterEach(() => sandbox.remove());

async function trainWithin(gigabytes: number, args: readonly string[] = []) {
  const command = [process.execPath, BIN, 'nsmc', ...SMALL, '--epochs', '2', ...args];
  const { code, stderr } = await outcomeOf(
    sandbox.spawn('prlimit', [`--as=${gigabytes * 1e9}`, '--', ...command]),
  );
  return { code, stderr: stderr.replace(/^Warning: .* is not the official file .*\n/gm, '') };
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

// Every WebAssembly memory reserves about 10 GB of addresses.
withTool('prlimit', findProgram('prlimit') !== undefined).describe('without enough address space', () => {
  test('nothing begins', async () => {
    expect(await trainWithin(5)).toEqual({ code: 1, stderr: `rnn-lab: ${REFUSED}\n` });
    expect(sandbox.runFolders()).toEqual([]);
  });

  test('a run that has begun fails, and finishes when it is resumed', async () => {
    expect(await trainWithin(22, ['--workers', '2'])).toEqual({ code: 1, stderr: `rnn-lab: ${REFUSED}\n` });
    const [folder] = sandbox.runFolders();
    expect(readJson<RunFile>(folder, 'run.json')).toMatchObject({
      status: 'failed',
      error: REFUSED,
      errorDetails: { code: 'out-of-memory', values: {} },
    });
    expect(await sandbox.run(['nsmc', '--resume', 'last'])).toMatchObject({ code: 0 });
  });
});
