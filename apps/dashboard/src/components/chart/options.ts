import uPlot from 'uplot';
import { nearestRow } from './align';
import { moveCursorTo } from './keyboard';
import { MONTH_STEPS } from './months';
import { DURATION_STEPS, formatNumber, tickLabels } from './ticks';
import type { Language } from '#api/language';
import type { PlottedCurve } from './plotted';
import type { ChartMark, Zoom } from './series';
import type { Ink, Theme } from './theme';
import type { XAxis } from './ticks';

export interface PlotLook {
  curves: PlottedCurve[];
  xAxis: XAxis;
  log: boolean;
  /** Fixed limits of the y axis; else they follow what is visible. */
  yRange: readonly [number, number] | undefined;
  theme: Theme;
  language: Language;
  xLabel: string | undefined;
  yLabel: string | undefined;
}

export interface PlotEvents {
  onZoom(zoom: Zoom | null): void;
  /** The cursor's position on the x axis; null if it has left. */
  onCursor(x: number | null): void;
  /** The cursor's position in a new plot. */
  cursor(): number | null;
  marks(): readonly ChartMark[];
}

/** uPlot's options for a chart. */
export function plotOptions(
  look: PlotLook,
  events: PlotEvents,
  ink: Ink,
): Omit<uPlot.Options, 'width' | 'height'> {
  const { curves, xAxis, log, yRange, theme, language } = look;
  const axis: uPlot.Axis = {
    stroke: ink.quiet,
    font: ink.font,
    labelFont: ink.font,
    labelSize: 20,
    labelGap: 2,
    grid: { stroke: ink.line, width: 1 },
    ticks: { show: false },
  };
  const isTime = xAxis === 'time' || xAxis === 'date';
  return {
    ms: 1,
    // For the right half of a long date under the last tick.
    padding: xAxis === 'date' ? [null, 40, null, null] : undefined,
    ...(xAxis === 'date' && { tzDate: (time: number) => uPlot.tzDate(new Date(time), 'UTC') }),
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 4 },
      bind: { dblclick: () => () => (events.onZoom(null), null) },
      dataIdx: (plot, curve, row) =>
        curve === 0
          ? row
          : curves[curve - 1].edge
            ? null
            : nearestRow(plot.data[0], plot.data[curve], plot.data[0][row]),
      points: { size: 7 },
    },
    scales: {
      x: { time: isTime },
      y: { distr: log ? 3 : 1, ...(yRange && { range: [...yRange] as [number, number] }) },
    },
    axes: [
      {
        ...axis,
        label: look.xLabel,
        size: 28,
        space: isTime || xAxis === 'month' ? 90 : 70,
        incrs: INCREMENTS[xAxis],
        values: (_, ticks, __, ___, step) => tickLabels(xAxis, ticks, step, language),
      },
      {
        ...axis,
        label: look.yLabel,
        grid: { ...axis.grid, ...(log && { filter: powersOfTen }) },
        size: (_, labels) => 14 + 7 * Math.max(3, ...(labels ?? []).map((label) => label?.length ?? 0)),
        values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : formatNumber(tick))),
      },
    ],
    series: [{}, ...curves.map((curve) => seriesOptions(curve, theme))],
    bands: curves.flatMap(({ series, edge }, i) =>
      edge === 'high' ? [{ series: [i + 1, i] as [number, number], fill: `${series.color[theme]}33` }] : [],
    ),
    hooks: {
      setSelect: [(plot) => zoomToSelection(plot, events)],
      ready: [(plot) => moveCursorTo(plot, events.cursor())],
      setCursor: [({ cursor: { idx }, data }) => events.onCursor(idx == null ? null : data[0][idx])],
      draw: [(plot) => drawMarks(plot, events.marks(), ink)],
    },
  };
}

/** Tick intervals of counts. */
const WHOLE_STEPS = Array.from({ length: 10 }, (_, power) =>
  [1, 2, 5].map((digit) => digit * 10 ** power),
).flat();

/** Allowed tick intervals, for axes on which not every interval reads well. */
const INCREMENTS: Partial<Record<XAxis, number[]>> = {
  step: WHOLE_STEPS,
  epoch: WHOLE_STEPS,
  relative: DURATION_STEPS,
  month: MONTH_STEPS,
};

function powersOfTen(_: uPlot, ticks: number[]): (number | null)[] {
  return ticks.map((tick) => (Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6) ? tick : null));
}

function seriesOptions({ series, pale, edge }: PlottedCurve, theme: Theme): uPlot.Series {
  const color = series.color[theme];
  if (edge) return { label: series.label, stroke: 'transparent', points: { show: false } };
  const style = series.style ?? 'line';
  const common = { label: series.label, stroke: color, alpha: pale ? 0.3 : 1, dash: series.dash };
  if (style === 'bars') {
    return {
      ...common,
      fill: `${color}66`,
      paths: uPlot.paths.bars?.({ size: [0.9, 60] }),
      points: { show: false },
    };
  }
  if (style === 'reference') return { ...common, width: 1.5, points: { show: false } };
  const points = { size: series.pointSize ?? 5, fill: color, stroke: color };
  if (style === 'points') return { ...common, paths: () => null, points: { ...points, show: true } };
  return {
    ...common,
    width: pale ? 1 : 1.5,
    points: style === 'line-and-points' ? { ...points, show: true } : { ...points, size: 4 },
  };
}

function zoomToSelection(plot: uPlot, { onZoom }: PlotEvents): void {
  const { left, width } = plot.select;
  if (width === 0) return;
  onZoom({ from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') });
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

function drawMarks(plot: uPlot, marks: readonly ChartMark[], ink: Ink): void {
  const { ctx, bbox } = plot;
  const { min = 0, max = 0 } = plot.scales.x;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = ink.quiet;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  for (const { x, label } of marks.filter(({ x }) => x >= min && x <= max)) {
    const left = plot.valToPos(x, 'x', true);
    ctx.beginPath();
    ctx.moveTo(left, bbox.top);
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
    ctx.textAlign = left > bbox.left + bbox.width / 2 ? 'right' : 'left';
    ctx.fillText(
      ctx.textAlign === 'left' ? ` ${label}` : `${label} `,
      left,
      bbox.top + 12 * devicePixelRatio,
    );
  }
  ctx.restore();
}
