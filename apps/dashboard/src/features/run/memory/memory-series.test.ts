import { runMemoryMessages } from '#i18n/run-memory';
import { errorSeries, normLimits, normSeries } from './memory-series';
import type { Memorizing } from '#api/memory';

const network = (recurrent: string, lag: number, error: number | null): Memorizing => ({
  id: `${recurrent}-${lag}`,
  recurrent,
  lag,
  error,
  baseline: lag / 1000,
  gradientNorms: { before: [0.5, 2e-7, 0, null], after: [3, 0.5, 0.25, 0.125] },
});
const networks = [network('lstm', 10, 0.001), network('rnn', 10, 0.002), network('rnn', 25, null)];

it('draws a curve of errors by lag per layer, and the baseline', () => {
  const curves = errorSeries(networks, runMemoryMessages.en);
  expect(curves.map(({ label, x, y }) => ({ label, x, y }))).toEqual([
    { label: 'Always the mean', x: [10, 25], y: [0.01, 0.025] },
    { label: 'SimpleRNN', x: [10, 25], y: [0.002, null] },
    { label: 'LSTM', x: [10], y: [0.001] },
  ]);
});

it('draws a curve of norms by steps back per layer, each in the color of its errors', () => {
  const ofLag = networks.filter(({ lag }) => lag === 10);
  const curves = normSeries(ofLag, 'after');
  expect(curves.map(({ key, x, y }) => ({ key, x, y }))).toEqual([
    { key: 'rnn', x: [0, 1, 2, 3], y: [3, 0.5, 0.25, 0.125] },
    { key: 'lstm', x: [0, 1, 2, 3], y: [3, 0.5, 0.25, 0.125] },
  ]);
  const errors = errorSeries(networks, runMemoryMessages.en);
  for (const { key, color } of curves) expect(errors.find((each) => each.key === key)?.color).toBe(color);
});

it('limits both charts of norms by powers of ten, ignoring norms without a logarithm', () => {
  expect(normLimits(networks)).toEqual([1e-7, 10]);
  expect(normLimits([])).toBeUndefined();
});
