import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateRunOptions } from '../src';

/** A folder that is removed after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-runs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function options(runsDir: string): CreateRunOptions {
  return {
    runsDir,
    experiment: 'nsmc',
    title: { en: 'Naver movie reviews', ko: '네이버 영화평' },
    command: 'npx rnn-lab nsmc --epochs 2 --batch-size 60',
    params: { epochs: 2, batchSize: 60, tokenForm: 'surface' },
    seed: 0,
    engine: 'cpu',
    workers: 2,
    reference: { test: { loss: 0.3576, accuracy: 0.8458 }, secondsPerEpoch: 133 },
    git: { commit: '0123456789abcdef0123456789abcdef01234567', dirty: false },
    packages: { 'onnxruntime-node': '1.2.3' },
    matmul: 'wasm',
    tags: ['first'],
    notes: 'a note',
  };
}

/** Every file below a folder, relative to it. */
export function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The content of every file below a folder, in base64. */
export function contentsBelow(directory: string): Record<string, string> {
  const names = filesBelow(directory);
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(directory, name), 'base64')]));
}
