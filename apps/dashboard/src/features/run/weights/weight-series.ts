import { curveStyle } from '#components/chart/palette';
import type { runWeightsMessages } from '#i18n/run-weights';
import type { ChartSeries, Color } from '#components/chart';
import type { Distributions, HistogramsPage } from '#api/histograms';

type Text = (typeof runWeightsMessages)['en'];

/** A curve of the gradient's norm per weight. */
export function normSeries({ steps, weights }: HistogramsPage): ChartSeries[] {
  return weights.map(({ name, gradients }, i) => ({
    key: name,
    label: name,
    ...curveStyle(i),
    x: steps,
    y: gradients.norm,
    notFinite: steps.filter((_, at) => gradients.norm[at] === null),
  }));
}

/** A curve of the share of saturated values, in percent, per gate. */
export function saturationSeries({ steps, gates }: HistogramsPage, text: Text): ChartSeries[] {
  return gates.map(({ layer, gate, saturated }, i) => ({
    key: `${layer} ${gate}`,
    label: `${layer}: ${gateName(gate, text)}`,
    ...curveStyle(i),
    x: steps,
    y: saturated.map((share) => share && 100 * share),
  }));
}

/** The median, and the bands that the middle half and nine tenths of the values are in. */
export function distributionSeries(
  steps: readonly number[],
  { p5, p25, p50, p75, p95 }: Distributions,
  color: Color,
  text: Text,
): ChartSeries[] {
  const none = steps.map(() => null);
  const band = (key: 'most' | 'middle', low: (number | null)[], high: (number | null)[]): ChartSeries => ({
    ...{ key, label: text[key], color, faint: true, x: steps, y: none },
    band: { low, high },
  });
  return [
    band('most', p5, p95),
    band('middle', p25, p75),
    { key: 'median', label: text.median, color, x: steps, y: p50 },
  ];
}

/** As `forget gate`, or `backward forget gate`; a gate that isn't known keeps its name. */
function gateName(gate: string, { directions, gates }: Text): string {
  const names = { ...directions, ...gates };
  return gate
    .split(' ')
    .map((word) => (Object.hasOwn(names, word) ? names[word] : word))
    .join(' ');
}
