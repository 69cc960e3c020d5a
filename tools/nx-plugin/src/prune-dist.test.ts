import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

test('deletes what was compiled from a source that is gone, and nothing else', async () => {
  const project = mkdtempSync(join(tmpdir(), 'prune-dist-'));
  try {
    for (const folder of ['src/experiments', 'dist/experiments'])
      mkdirSync(join(project, folder), { recursive: true });
    const outputs = (name: string) => ['.d.ts', '.d.ts.map', '.js', '.js.map'].map((end) => name + end);
    for (const file of ['src/experiments/kept.ts', 'dist/kernels.wasm', 'dist/tsconfig.lib.tsbuildinfo'])
      writeFileSync(join(project, file), '');
    for (const file of [...outputs('kept'), ...outputs('deleted')])
      writeFileSync(join(project, 'dist/experiments', file), '');

    const child = spawn(process.execPath, [join(__dirname, 'prune-dist.js'), project]);
    expect(await outcomeOf(child)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(project, 'dist')).sort()).toEqual([
      'experiments',
      'kernels.wasm',
      'tsconfig.lib.tsbuildinfo',
    ]);
    expect(readdirSync(join(project, 'dist/experiments')).sort()).toEqual(outputs('kept'));
  } finally {
    rmSync(project, { recursive: true });
  }
});
