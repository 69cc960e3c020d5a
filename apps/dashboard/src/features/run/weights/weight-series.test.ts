import { runWeightsMessages } from '#i18n/run-weights';
import { roleColor } from '#components/chart/palette';
import { distributionSeries, normSeries, saturationSeries } from './weight-series';
import type { Distributions, HistogramsPage } from '#api/histograms';

const figures: Distributions = {
  ...{ count: [4, 4], zeros: [0, 0.5], norm: [2, null], min: [-1, null], p5: [-0.9, -0.8] },
  ...{ p25: [-0.5, -0.4], p50: [0, 0.1], p75: [0.5, 0.6], p95: [0.9, 1], max: [1, 2] },
};
const page: HistogramsPage = {
  steps: [1, 10],
  weights: [{ name: 'lstm/kernel', values: figures, gradients: figures }],
  gates: [
    { layer: 'lstm', gate: 'forget', saturated: [0, 0.25] },
    { layer: 'both', gate: 'backward state', saturated: [null, 1] },
    { layer: 'mine', gate: 'constructor', saturated: [0, 0] },
  ],
};

it('draws the norm of every gradient, and marks where it is not finite', () => {
  expect(normSeries(page)).toMatchObject([
    { key: 'lstm/kernel', label: 'lstm/kernel', x: [1, 10], y: [2, null], notFinite: [10] },
  ]);
});

it('draws the share of saturated values in percent, and names the gates', () => {
  expect(saturationSeries(page, runWeightsMessages.ko)).toMatchObject([
    { label: 'lstm: 망각 게이트', y: [0, 25] },
    { label: 'both: 역방향 상태', y: [null, 100] },
    { label: 'mine: constructor', y: [0, 0] },
  ]);
});

it('draws the median in two bands', () => {
  const series = distributionSeries([1, 10], figures, roleColor('train'), runWeightsMessages.en);
  expect(series).toMatchObject([
    { label: '5% to 95%', y: [null, null], band: { low: figures.p5, high: figures.p95 } },
    { label: '25% to 75%', y: [null, null], band: { low: figures.p25, high: figures.p75 } },
    { label: 'Median', y: figures.p50 },
  ]);
});
