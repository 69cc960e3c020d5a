import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WITHOUT_NATIVE_CODE } from '@rnn-lab/testing';
import type { RunFile } from '@rnn-lab/runs';
import { readJson, Sandbox, SMALL, writeNsmc } from './rnn-lab';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.remove());

const preloading = (file: string) => ({ NODE_OPTIONS: `--require ${JSON.stringify(file)}` });
const readRun = () => readJson<RunFile>(sandbox.runFolders()[0], 'run.json');

describe('if no native addon can be loaded', () => {
  const env = preloading(WITHOUT_NATIVE_CODE);
  const notice =
    /^Matrix products run in WebAssembly, which is slower: The package koffi, which calls ONNX Runtime, can't be loaded \(.*koffi\.node: cannot open shared object file.*\)\.$/m;

  test('--help works', async () => {
    const { code, stdout, stderr } = await sandbox.run(['--help'], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: rnn-lab /);
  });

  test('the engine tfjs trains', async () => {
    const args = ['sine', '--engine', 'tfjs', '--epochs', '1'];
    const { code, stderr } = await sandbox.run(args, { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readRun().environment).not.toHaveProperty('matmul');
    expect(readRun().command).not.toContain('--matmul');
  });

  test('the default engine multiplies in WebAssembly, and reports it', async () => {
    const { code, stdout, stderr } = await sandbox.run(['sine', '--epochs', '1'], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const run = readRun();
    expect(run.environment?.matmul).toBe('wasm');
    const [command, second] = stdout.split('\n');
    expect(command).toBe(run.command);
    expect(command).toContain(' --matmul wasm');
    expect(second).toMatch(notice);
  });

  test('the run equals one with --matmul wasm on another machine, to the last bit', async () => {
    await sandbox.run(['sine', '--epochs', '2'], { env });
    await sandbox.run(['sine', '--epochs', '2', '--matmul', 'wasm']);
    const [first, second] = sandbox.runFolders();
    const weights = (folder: string) => readFileSync(join(folder, 'model/weights.bin'));
    expect(weights(second)).toEqual(weights(first));
  });

  test('nsmc trains and predict classifies texts', async () => {
    writeNsmc(sandbox.data, { train: 100, test: 20 });
    const { code } = await sandbox.run(['nsmc', ...SMALL, '--epochs', '1'], { env });
    expect(code).toBe(0);
    const answer = await sandbox.run(['predict', readRun().id], { env, input: '정말 최고의 감동\n' });
    expect(answer).toMatchObject({ code: 0, stderr: expect.stringMatching(notice) as string });
    expect(answer.stdout).toMatch(/^[01]\t0\.\d{6}\n$/);
  });

  test('--matmul ort is refused', async () => {
    const outcome = await sandbox.run(['sine', '--matmul', 'ort'], { env });
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(
      /^rnn-lab: Matrix products by ONNX Runtime aren't .* Use --matmul wasm\.\n$/,
    );
    expect(sandbox.runFolders()).toEqual([]);
  });
});

/**
 * Makes a copy of ONNX Runtime whose library needs one that doesn't exist, like a glibc build on Alpine.
 *
 * @returns the file to preload so that the copy is used
 */
function breakLibrary(folder: string): string {
  const { platform, arch } = process;
  const original = join(require.resolve('onnxruntime-node/package.json'), '..');
  const path = `bin/napi-v6/${platform}/${arch}`;
  mkdirSync(join(folder, path), { recursive: true });
  cpSync(join(original, 'package.json'), join(folder, 'package.json'));
  const library = readFileSync(join(original, path, 'libonnxruntime.so.1'), 'latin1');
  writeFileSync(
    join(folder, path, 'libonnxruntime.so.1'),
    library.replaceAll('libm.so.6', 'libZ.so.9'),
    'latin1',
  );
  const hook = join(folder, 'hook.cjs');
  writeFileSync(
    hook,
    `const Module = require('node:module');
     const { _resolveFilename } = Module;
     Module._resolveFilename = function (request, ...rest) {
       if (request === 'onnxruntime-node/package.json') return ${JSON.stringify(join(folder, 'package.json'))};
       return _resolveFilename.call(this, request, ...rest);
     };`,
  );
  return hook;
}

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux("if ONNX Runtime's library can't be loaded", () => {
  const reason = /ONNX Runtime's library can't be loaded \(.*libZ\.so\.9: cannot open shared object file/;

  test('the default engine multiplies in WebAssembly, and reports why', async () => {
    const env = preloading(breakLibrary(join(sandbox.root, 'onnxruntime-node')));
    const { code, stdout, stderr } = await sandbox.run(['sine', '--epochs', '1'], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')[1]).toMatch(reason);
    expect(readRun().environment?.matmul).toBe('wasm');
  });

  test('--matmul ort is refused', async () => {
    const env = preloading(breakLibrary(join(sandbox.root, 'onnxruntime-node')));
    const outcome = await sandbox.run(['sine', '--matmul', 'ort'], { env });
    expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(reason) as string });
  });
});
