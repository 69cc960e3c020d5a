import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomeOf } from '@rnn-lab/testing';
import type { ServeReport } from '../src/serve-benchmark';
import { writeNsmc } from './nsmc-folder';

const folder = mkdtempSync(join(tmpdir(), 'bench-serve-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('asks the server, and reports a peer that isn’t installed as missing', async () => {
  writeNsmc(join(folder, 'data'), 50);
  const [RNN_LAB_DATA, RNN_LAB_CACHE] = [join(folder, 'data'), join(folder, 'cache')];
  const env = { ...process.env, RNN_LAB_DATA, RNN_LAB_CACHE, PYTHON: join(folder, 'no-python') };
  const sizes = '--rounds 1 --train 100 --singles 20 --batched 300'.split(' ');
  const program = join(__dirname, '../dist/serve.js');
  const { code, stdout, stderr } = await outcomeOf(
    spawn(process.execPath, [program, ...sizes, '--json'], { env }),
    280,
  );
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const report = JSON.parse(stdout) as ServeReport;
  expect(report).toMatchObject({ rounds: 1, rate: 100, peers: [] });
  expect(report.missing).toEqual([
    expect.stringContaining('FastAPI + PyTorch is not measured: there is no '),
  ]);
  const { p50, p99, perSecond } = report.ours;
  expect(p50.median).toBeGreaterThan(0);
  expect(p99.median).toBeGreaterThanOrEqual(p50.median);
  expect(perSecond.median).toBeGreaterThan(0);
  expect(JSON.parse(readFileSync(join(folder, 'cache/bench/serve.json'), 'utf8'))).toEqual(report);
});
