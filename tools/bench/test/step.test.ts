import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { benchmarkInference, predictionDisagreements } from '../src/inference-benchmark';
import { benchmarkStep, disagreements } from '../src/step-benchmark';
import { DEATHS, gruModel, pooledBiLstm, sentiment, stacked } from '../src/step-models';
import { NSMC } from '../src/workload';
import type { Recipe } from '../src/workload';

beforeAll(() => tf.enableProdMode());

const SMALL: Recipe = {
  ...NSMC,
  sizes: { batchSize: 10, length: 8, vocabularySize: 200, embeddingDimension: 12, units: 16 },
};

test('ours and every installed peer compute the same losses', async () => {
  const report = await benchmarkStep(sentiment(SMALL), { warmUp: 5, rounds: 3, steps: 10, untimed: 2 }, 2);
  for (const message of report.missing) console.log(`Not compared: ${message}`);
  expect(report.peers.length + report.missing.length).toBe(3);
  expect(report.ours.milliseconds.median).toBeGreaterThan(0);
  for (const peer of report.peers) {
    expect(peer.milliseconds.median).toBeGreaterThan(0);
    expect(peer.greatestDifference.difference).toBeLessThan(1e-4);
    expect(peer.agrees).toBe(true);
  }
});

test.each([gruModel(SMALL), pooledBiLstm(SMALL), stacked(SMALL), DEATHS])(
  '$name: ours and the installed peers compute the same losses, or the report says why not',
  async (model) => {
    const report = await benchmarkStep(model, { warmUp: 2, rounds: 2, steps: 5, untimed: 2 }, 2);
    expect(disagreements(report)).toEqual([]);
    for (const peer of report.peers) {
      expect(peer.ratio.median).toBeGreaterThan(0);
      expect(peer.onlyTime).toBe(model.name === 'NSMC GRU' && peer.name.startsWith('PyTorch'));
      if (!peer.onlyTime) expect(peer.greatestDifference.difference).toBeLessThan(1e-4);
      if (peer.onlyTime || model.dropout > 0) expect(report.notes).toHaveLength(1);
    }
    if (report.missing.length === 0) expect(report.peers).toHaveLength(1 + model.torch.length);
  },
);

test('ours and every installed peer predict the same probabilities', async () => {
  const report = await benchmarkInference(SMALL, 95, 2, 2);
  expect(report.peers.length + report.missing.length).toBe(3);
  expect(predictionDisagreements(report)).toEqual([]);
  for (const peer of report.peers) {
    expect(peer.greatestDifference).toBeLessThan(1e-6);
    expect(peer.ratio.median).toBeGreaterThan(0);
  }
  const stranger = { ...report, peers: [{ ...report.ours, name: 'Stranger', greatestDifference: 0.2 }] };
  expect(predictionDisagreements(stranger as typeof report)).toEqual([
    expect.stringMatching(/^A probability differs from that of Stranger by 0\.20: .+\.$/),
  ]);
});

test('reports a peer with other losses, with the step and the difference', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bench-step-'));
  const { PYTHON } = process.env;
  try {
    process.env.PYTHON = join(directory, 'python');
    // Stands in for Python: greets, then answers every request with an impossible loss.
    await writeFile(
      process.env.PYTHON,
      `#!${process.execPath}
      console.log(JSON.stringify({ name: 'Stranger' }));
      require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
        const { train } = JSON.parse(line);
        const steps = Array.from({ length: train }, (_, index) => index + 1);
        console.log(JSON.stringify({ times: steps, losses: steps.map(() => 100) }));
      });`,
    );
    await chmod(process.env.PYTHON, 0o755);
    const messages = disagreements(
      await benchmarkStep(sentiment(SMALL), { warmUp: 1, rounds: 1, steps: 2, untimed: 1 }, 1),
    );
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatch(/^The loss of NSMC's step \d differs from that of Stranger by 99%: .+\.$/);
  } finally {
    if (PYTHON === undefined) delete process.env.PYTHON;
    else process.env.PYTHON = PYTHON;
    await rm(directory, { recursive: true });
  }
});

test.each([['--no-such-flag'], ['--workers=0'], ['--workers=many'], ['--only=nsmc-gru,lstm']])(
  '%s: a message, the usage, exit code 2',
  async (flag) => {
    const step = join(__dirname, '../dist/step.js');
    const { code, stdout, stderr } = await outcomeOf(spawn(process.execPath, [step, flag]));
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^.+\n.*Usage: /);
    expect(stderr).not.toContain('    at ');
  },
);
