import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLORS, curveOfMean, curveOfRun, curveOfSplit, curveSvg, RUN_COLORS } from './curve-svg';
import type { Curve } from '#api/metrics';

const curve = (split: Curve['split'], y: (number | null)[]): Curve => ({
  kind: 'epoch',
  split,
  x: y.map((_, i) => i + 1),
  y,
  notFinite: [],
  smoothed: null,
  average: null,
  lastStep: y.length,
  lastSeconds: y.length,
});

it('draws each curve inside the axes, and leaves out values that are not finite', () => {
  const svg = curveSvg(
    [curve('train', [3, null, 1]), curve('test', [2, 2, 2])].map((each) =>
      curveOfSplit(each, `<${each.split}>`),
    ),
    'Step',
  );
  const points = Array.from(svg.matchAll(/points="([^"]*)"/g), ([, points]) => points.split(' '));
  expect(points).toEqual([
    ['64.0,16.0', '624.0,244.0'],
    ['64.0,130.0', '344.0,130.0', '624.0,130.0'],
  ]);
  expect(svg).toContain('&lt;train>');
  expect(svg).toMatch(/^<svg xmlns/);
});

it('draws a single value, and nothing', () => {
  expect(curveSvg([curveOfSplit(curve('train', [5]), '')], '')).not.toContain('NaN');
  expect(curveSvg([curveOfSplit(curve('train', [null]), '')], '')).not.toContain('<polyline');
});

it('has the colors of the page', () => {
  const css = readFileSync(join(__dirname, 'colors.css'), 'utf8');
  for (const split of ['train', 'validation', 'test'] as const) {
    expect(css).toContain(`--${split}: light-dark(${COLORS[split]},`);
  }
  RUN_COLORS.forEach((color, i) => expect(css).toContain(`--curve-${i + 1}: light-dark(${color},`));
});

it('tells many runs apart, and wraps their legend', () => {
  const svg = curveSvg(
    Array.from({ length: 20 }, (_, i) => curveOfRun(curve('train', [1, i]), String(i + 1), i)),
    'Step',
  );
  expect(
    new Set(Array.from(svg.matchAll(/<polyline fill="none" ([^>]*) points/g), ([, look]) => look)).size,
  ).toBe(20);
  const ends = Array.from(svg.matchAll(/<line x1="[^"]*" x2="([^"]*)" y1="([^"]*)"/g), ([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  const [, height] = /viewBox="0 0 640 (\d+)"/.exec(svg) ?? [];
  expect(ends.every(([x, y]) => x < 640 && y < Number(height))).toBe(true);
  expect(new Set(ends.map(([, y]) => y)).size).toBeGreaterThan(1);
});

it('draws a mean with its band, inside the axes', () => {
  const mean = { x: [1, 2], y: [2, 2], band: { low: [1, 2], high: [3, 2] } };
  const svg = curveSvg([curveOfMean(mean, 'mean', 0)], 'Step');
  expect(svg).toContain('points="64.0,244.0 624.0,130.0 624.0,130.0 64.0,16.0"/><polyline');
  expect(svg).toContain('points="64.0,130.0 624.0,130.0"');
});
