import { findProgram, withTool } from '@rnn-lab/testing';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPythonPeer } from './python-peer';

let directory: string;
beforeAll(async () => (directory = await mkdtemp(join(tmpdir(), 'python-peer-'))));
afterAll(() => rm(directory, { recursive: true }));

const PYTHON = process.env.PYTHON;
afterEach(() => {
  if (PYTHON === undefined) delete process.env.PYTHON;
  else process.env.PYTHON = PYTHON;
});

async function usePython(name: string, script: string): Promise<void> {
  process.env.PYTHON = join(directory, name);
  await writeFile(process.env.PYTHON, `#!/bin/sh\n${script}\n`);
  await chmod(process.env.PYTHON, 0o755);
}

test('reports which interpreter is missing', async () => {
  process.env.PYTHON = join(directory, 'no-python');
  await expect(startPythonPeer('Keras', 'keras_peer.py', directory, 'LSTM')).rejects.toThrow(
    `Keras is not measured: there is no ${process.env.PYTHON}; PYTHON can name another.`,
  );
});

withTool('python', findProgram('python3') !== undefined).test('reports which module is missing', async () => {
  await usePython('python-without-modules', 'exec python3 -S "$@"');
  await expect(startPythonPeer('Keras', 'keras_peer.py', directory, 'LSTM')).rejects.toThrow(
    `Keras is not measured: ${process.env.PYTHON} has no module numpy.`,
  );
});

test('reports a peer that crashes, with its output', async () => {
  await usePython('broken-python', 'echo it broke >&2; exit 1');
  await expect(startPythonPeer('Keras', 'keras_peer.py', directory, 'LSTM')).rejects.toThrow(
    'Keras stopped: keras_peer.py ended without an answer.\nit broke',
  );
});
