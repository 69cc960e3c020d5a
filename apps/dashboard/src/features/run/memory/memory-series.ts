import { curveStyle, roleColor } from '#components/chart/palette';
import type { runMemoryMessages } from '#i18n/run-memory';
import type { ChartSeries } from '#components/chart';
import type { Memorizing } from '#api/memory';

/** Keras's names of the layers, each with its color on every chart. */
const LAYERS = [
  { recurrent: 'rnn', label: 'SimpleRNN', color: curveStyle(1).color },
  { recurrent: 'lstm', label: 'LSTM', color: curveStyle(0).color },
  { recurrent: 'gru', label: 'GRU', color: curveStyle(2).color },
];

/** A curve of errors by lag per layer, and that of always answering the mean. */
export function errorSeries(
  networks: readonly Memorizing[],
  text: (typeof runMemoryMessages)['en'],
): ChartSeries[] {
  const baselines = new Map(networks.map(({ lag, baseline }) => [lag, baseline]));
  return [
    {
      key: 'mean',
      label: text.mean,
      color: roleColor('baseline'),
      dash: [6, 4],
      x: [...baselines.keys()],
      y: [...baselines.values()],
    },
    ...LAYERS.flatMap(({ recurrent, label, color }): ChartSeries[] => {
      const ofLayer = networks.filter((network) => network.recurrent === recurrent);
      if (ofLayer.length === 0) return [];
      const x = ofLayer.map(({ lag }) => lag);
      return [
        { key: recurrent, label, color, x, y: ofLayer.map(({ error }) => error), style: 'line-and-points' },
      ];
    }),
  ];
}

/** A curve of gradient norms by steps back per layer. */
export function normSeries(networks: readonly Memorizing[], when: 'before' | 'after'): ChartSeries[] {
  return LAYERS.flatMap(({ recurrent, label, color }): ChartSeries[] => {
    const network = networks.find((each) => each.recurrent === recurrent);
    if (!network) return [];
    const y = network.gradientNorms[when];
    return [{ key: recurrent, label, color, x: y.map((_, stepsBack) => stepsBack), y }];
  });
}

/** Powers of ten around all norms, so that charts of before and after can be compared; undefined without a norm above 0. */
export function normLimits(networks: readonly Memorizing[]): readonly [number, number] | undefined {
  const norms = networks
    .flatMap(({ gradientNorms: { before, after } }) => [...before, ...after])
    .filter((norm) => norm !== null && norm > 0) as number[];
  if (norms.length === 0) return undefined;
  const exponents = norms.map(Math.log10);
  return [10 ** Math.floor(Math.min(...exponents)), 10 ** Math.ceil(Math.max(...exponents))];
}
