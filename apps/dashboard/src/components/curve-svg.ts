import { curveStyle } from '#components/chart/palette';
import { formatNumber } from '#components/chart/ticks';
import type { Curve } from '#api/metrics';

const [WIDTH, LEFT, TOP, BASE] = [640, 64, 16, 244];
/** Of a legend's line, and of what surrounds a label in it. */
const [LINE, AROUND] = [18, 40];

/** As in colors.css, for a light background: a file of its own has no style sheet. */
export const COLORS = { train: '#0067b0', validation: '#d04a00', test: '#a63d8f', holdout: '#a63d8f' };
export const RUN_COLORS = [
  ...['#0067b0', '#d04a00', '#00805c', '#a63d8f'],
  ...['#7a6500', '#4b35a8', '#8c1d3f', '#565b61'],
];

/** A curve of a picture. */
export interface DrawnCurve {
  label: string;
  color: string;
  isThick?: boolean;
  isPale?: boolean;
  /** Dash lengths. */
  dash?: readonly number[];
  points: [number, number][];
  /** Around the points: its lower and its upper border. */
  band?: { low: [number, number][]; high: [number, number][] };
}

/** A run's own curve, in the color of its split. */
export function curveOfSplit(curve: Curve, label: string): DrawnCurve {
  const isEpochs = curve.kind === 'epoch';
  return {
    label,
    color: COLORS[curve.split],
    isThick: isEpochs,
    isPale: !isEpochs,
    points: pointsOf(curve),
  };
}

/** The curve of a compared run, in the style of its place among them. */
export function curveOfRun(curve: Curve, label: string, index: number): DrawnCurve {
  const { dash } = curveStyle(index);
  return { label, color: RUN_COLORS[index % RUN_COLORS.length], dash, points: pointsOf(curve) };
}

/** The mean of compared runs with its band, in the color of the first one. */
export function curveOfMean(
  { x, y, band }: { x: number[]; y: number[]; band: { low: number[]; high: number[] } },
  label: string,
  index: number,
): DrawnCurve {
  const at = (values: readonly number[]) => x.map((place, i): [number, number] => [place, values[i]]);
  const color = RUN_COLORS[index % RUN_COLORS.length];
  return { label, color, isThick: true, points: at(y), band: { low: at(band.low), high: at(band.high) } };
}

/** Curves as a picture of its own, with their limits on the axes and a legend. */
export function curveSvg(curves: readonly DrawnCurve[], xLabel: string): string {
  const drawn = curves.filter(({ points }) => points.length > 0);
  const xs = drawn.flatMap(({ points }) => points.map(([x]) => x));
  const ys = drawn.flatMap(({ points, band }) =>
    [...points, ...(band?.low ?? []), ...(band?.high ?? [])].map(([, y]) => y),
  );
  const [left, right] = limits(xs);
  const [low, high] = limits(ys);
  const place = ([x, y]: [number, number]) =>
    `${(LEFT + ((x - left) / (right - left)) * (WIDTH - LEFT - 16)).toFixed(1)},` +
    `${(BASE - ((y - low) / (high - low)) * (BASE - TOP)).toFixed(1)}`;
  const inLine = legendColumns(drawn);
  const height = BASE + 38 + LINE * Math.max(1, Math.ceil(drawn.length / inLine));
  const lines = drawn.map(({ label, color, isThick, isPale, dash, points, band }, i) => {
    const style =
      `stroke="${color}"${isThick ? ' stroke-width="2"' : ''}${isPale ? ' stroke-opacity="0.6"' : ''}` +
      (dash ? ` stroke-dasharray="${dash.join(' ')}"` : '');
    const x = LEFT + ((i % inLine) * (WIDTH - LEFT)) / inLine;
    const y = BASE + 46 + LINE * Math.floor(i / inLine);
    const border = band ? [...band.low, ...band.high.toReversed()].map(place).join(' ') : '';
    return (
      (band ? `<polygon fill="${color}" fill-opacity="0.18" points="${border}"/>` : '') +
      `<polyline fill="none" ${style} points="${points.map(place).join(' ')}"/>` +
      `<line x1="${x}" x2="${x + 18}" y1="${y - 4}" y2="${y - 4}" ${style}/>` +
      `<text x="${x + 24}" y="${y}">${escaped(label)}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<path d="M${LEFT} ${TOP}V${BASE}H${WIDTH - 16}" fill="none" stroke="#858c96"/>`,
    `<g text-anchor="end"><text x="${LEFT - 6}" y="${TOP + 4}">${formatNumber(high)}</text>`,
    `<text x="${LEFT - 6}" y="${BASE}">${formatNumber(low)}</text>`,
    `<text x="${WIDTH - 16}" y="${BASE + 16}">${escaped(xLabel)} ${formatNumber(right)}</text></g>`,
    `<text x="${LEFT}" y="${BASE + 16}">${formatNumber(left)}</text>`,
    ...lines,
    '</svg>\n',
  ].join('\n');
}

/** Labels that fit in a line of the legend, if each character is as wide as a Korean one. */
function legendColumns(drawn: readonly DrawnCurve[]): number {
  const longest = Math.max(1, ...drawn.map(({ label }) => label.length));
  const fitting = Math.floor((WIDTH - LEFT) / (AROUND + 12 * longest));
  return Math.max(1, Math.min(fitting, drawn.length));
}

function pointsOf({ x, y, smoothed }: Curve): [number, number][] {
  return x.flatMap((at, i): [number, number][] => {
    const value = (smoothed ?? y)[i];
    return value === null ? [] : [[at, value]];
  });
}

function limits(values: readonly number[]): [number, number] {
  const [low, high] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  return low < high ? [low, high] : [(low || 0) - 0.5, (high || 0) + 0.5];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
