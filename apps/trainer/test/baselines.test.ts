import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsOf, outcomeOf, readJson, Sandbox, SMALL, writeNsmc } from './rnn-lab';
import type { RunFile } from '@rnn-lab/runs';

const ARGS = ['nsmc', ...SMALL, '--workers', '2'];

let sandbox: Sandbox;

beforeEach(() => {
  sandbox = new Sandbox();
  writeNsmc(sandbox.data, { train: 200, test: 60 });
});

afterEach(() => sandbox.remove());

const runFile = (folder: string) => readJson<RunFile>(folder, 'run.json');

/** A variable that makes the linear model's threads do this when they should write features. */
function whenWriting(code: string): { NODE_OPTIONS: string } {
  const file = join(sandbox.root, 'preload.cjs');
  writeFileSync(
    file,
    `const { isMainThread, parentPort } = require('node:worker_threads');
     if (!isMainThread) parentPort.on('message', ({ kind }) => { if (kind === 'write') { ${code} } });`,
  );
  return { NODE_OPTIONS: `--require ${file} --max-old-space-size=300` };
}

/** Resumes the only run; what it and an undisturbed one hold. */
async function resumedAndUndisturbed() {
  const [folder] = sandbox.runFolders();
  expect(await sandbox.run(['nsmc', '--resume', 'last'])).toMatchObject({ code: 0 });
  expect(await sandbox.run([...ARGS])).toMatchObject({ code: 0 });
  const undisturbed = sandbox.runFolders().find((other) => other !== folder) as string;
  return [contentsOf(folder), contentsOf(undisturbed)];
}

test('interrupted while the linear model is computed, a run is resumed to the same results', async () => {
  const hang = whenWriting("require('node:fs').writeSync(2, 'hanging'); for (;;);");
  const child = sandbox.start(ARGS, { env: hang });
  child.stderr!.on('data', (text: Buffer) => {
    if (text.includes('hanging')) child.kill('SIGINT');
  });
  const { code, stderr } = await outcomeOf(child);
  expect(stderr).toMatch(/rnn-lab: interrupted by SIGINT; the run so far is in runs\/.*\n$/);
  expect(code).toBe(130);
  expect(runFile(sandbox.runFolders()[0]).status).toBe('interrupted');

  const [resumed, undisturbed] = await resumedAndUndisturbed();
  expect(resumed).toEqual(undisturbed);
});

test('a thread of the linear model without memory ends the run with one message, and the run is resumed', async () => {
  const fill = whenWriting('const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length));');
  const { code, stderr } = await sandbox.run([...ARGS, '--quiet'], { env: fill });
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
    /^rnn-lab: A thread of the linear baseline has ended \(.*out of memory\): .* Use fewer --workers, or --no-baselines\.$/,
  );
  expect(code).toBe(1);
  expect(runFile(sandbox.runFolders()[0])).toMatchObject({
    status: 'failed',
    errorDetails: { code: 'linear-thread-ended' },
  });
  const [resumed, undisturbed] = await resumedAndUndisturbed();
  expect(resumed).toEqual(undisturbed);
});

test('--no-baselines skips them, and is part of the command that reproduces the run', async () => {
  const { code, stdout } = await sandbox.run([...ARGS, '--no-baselines']);
  expect(code).toBe(0);
  expect(stdout).not.toContain('the baselines');
  const { baselines, timings, command } = runFile(sandbox.runFolders()[0]);
  expect(baselines).toEqual({});
  expect(timings).not.toHaveProperty('baselines');
  expect(command).toContain(' --no-baselines ');
});
