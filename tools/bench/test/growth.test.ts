import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { benchmarkGrowth } from '../src/growth-benchmark';
import { growthMarkdown } from '../src/growth-markdown';
import { NSMC } from '../src/workload';

test('measures every curve at powers of two around the recipe, and draws it', async () => {
  tf.enableProdMode();
  const sizes = { batchSize: 8, length: 4, vocabularySize: 40, embeddingDimension: 3, units: 4 };
  const small = { ...NSMC, sizes };
  const report = await benchmarkGrowth(small, { warmUp: 1, rounds: 2, steps: 3, untimed: 1 }, 3);
  expect(report.curves.map(({ of, points }) => [of, points.map(({ size }) => size)])).toEqual([
    ['batch', [2, 4, 8, 16, 32]],
    ['sequence length', [2, 4, 8, 16, 32, 64, 128, 256]],
    ['vocabulary', [10, 20, 40, 80, 160, 320]],
    ['workers', [1, 2, 3]],
  ]);
  const points = report.curves.flatMap((curve) => curve.points);
  expect(points.every(({ milliseconds }) => milliseconds.median > 0)).toBe(true);

  const markdown = growthMarkdown(report);
  expect(markdown.match(/^xychart-beta$/gm)).toHaveLength(4);
  const [, , { milliseconds }] = report.curves[0].points;
  expect(markdown).toContain('  x-axis "batch" ["2", "4", "8", "16", "32"]\n');
  expect(markdown).toMatch(
    new RegExp(`^\\| 8 \\| ${milliseconds.median.toFixed(2)} \\(.+\\) \\| .+ \\|$`, 'm'),
  );
});

test.each([['--no-such-flag'], ['batch']])('%s: a message, the usage, exit code 2', async (word) => {
  const growth = join(__dirname, '../dist/growth.js');
  const { code, stdout, stderr } = await outcomeOf(spawn(process.execPath, [growth, word]));
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^.+\n.*Usage: bench:growth/);
});
