import uPlot from 'uplot';
import { nearestRow } from './align';
import { moveCursorTo } from './keyboard';
import { MONTH_STEPS } from './months';
import { translucent } from './theme';
import { DURATION_STEPS, formatNumber, tickLabels } from './ticks';
import type { Language } from '#api/language';
import type { PlottedCurve } from './plotted';
import type { ChartMark, ChartSeries, Zoom } from './series';
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
  /** Names of the positions 0, 1, …; undefined for numbers. */
  xNames: readonly string[] | undefined;
  xLog: boolean;
  /** Whether every x is a whole number, as of positions and counts. */
  isWhole: boolean;
  yLabel: string | undefined;
}

export interface PlotEvents {
  onZoom(zoom: Zoom | null): void;
  /** The cursor's position on the x axis; null if it has left. */
  onCursor(x: number | null): void;
  /** The cursor's position in a new plot. */
  cursor(): number | null;
  marks(): readonly ChartMark[];
  /** The curves that are shown, with their current data. */
  curves(): readonly PlottedCurve[];
  /** Limits of the y axis; undefined: they follow what is visible. */
  yScale(): [number, number] | undefined;
}

/** uPlot's options for a chart. */
export function plotOptions(
  look: PlotLook,
  events: PlotEvents,
  ink: Ink,
): Omit<uPlot.Options, 'width' | 'height'> {
  const { curves, xAxis, log, yRange, language, xNames, xLog, isWhole } = look;
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
      bind: {
        dblclick: () => () => (events.onZoom(null), null),
        // With Shift, the mouse moves the zoomed range.
        mousedown: (_, __, select) => (event) => (event.shiftKey ? null : (select(event), null)),
      },
      dataIdx: (plot, curve, row) =>
        curve === 0
          ? row
          : curves[curve - 1].edge
            ? null
            : nearestRow(plot.data[0], plot.data[curve], plot.data[0][row]),
      points: { size: 7 },
    },
    scales: {
      x: { time: isTime, distr: xLog ? 3 : 1 },
      y: {
        distr: log ? 3 : 1,
        range: yRange
          ? ([...yRange] as [number, number])
          : (_, min, max) => events.yScale() ?? yLimits(min, max, log),
      },
    },
    axes: [
      {
        ...axis,
        label: look.xLabel,
        size: 28,
        space: isTime || xAxis === 'month' ? 90 : 70,
        incrs: xNames || isWhole ? WHOLE_STEPS : INCREMENTS[xAxis],
        values: (_, ticks, __, ___, step) =>
          xNames || xLog
            ? ticks.map((tick) => positionLabel(tick, xNames))
            : tickLabels(xAxis, ticks, step, language),
        ...(xLog && { grid: { ...axis.grid, filter: powersOfTen } }),
      },
      {
        ...axis,
        label: look.yLabel,
        grid: { ...axis.grid, ...(log && { filter: powersOfTen }) },
        size: (_, labels) => 14 + 7 * Math.max(3, ...(labels ?? []).map((label) => label?.length ?? 0)),
        values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : formatNumber(tick))),
      },
    ],
    series: [{}, ...curves.map((curve) => seriesOptions(curve, ink))],
    bands: curves.flatMap(({ series, edge }, i) =>
      edge === 'high'
        ? [{ series: [i + 1, i] as [number, number], fill: translucent(ink.resolve(series.color), 0.2) }]
        : [],
    ),
    hooks: {
      setSelect: [(plot) => zoomToSelection(plot, events)],
      ready: [(plot) => events.cursor() !== null && moveCursorTo(plot, events.cursor())],
      setCursor: [({ cursor: { idx }, data }) => events.onCursor(idx == null ? null : data[0][idx])],
      draw: [
        (plot) => drawMarks(plot, events.marks(), ink),
        (plot) => events.curves().forEach(({ series }) => drawNotFinite(plot, series, ink)),
        (plot) => events.curves().forEach(({ series }) => drawPointLabels(plot, series, ink)),
      ],
    },
  };
}

/** uPlot's default limits of a y axis; null before there is data. */
function yLimits(min: number | null, max: number | null, log: boolean): uPlot.Range.MinMax {
  if (min === null || max === null) return [null, null];
  return log ? uPlot.rangeLog(min, max, 10, false) : uPlot.rangeNum(min, max, 0.1, true);
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

/** `tick` is null if uPlot has no space for it on a log scale. */
function positionLabel(tick: number | null, names: readonly string[] | undefined): string {
  if (tick === null) return '';
  return names ? (names[tick] ?? '') : formatNumber(tick);
}

function powersOfTen(_: uPlot, ticks: number[]): (number | null)[] {
  return ticks.map((tick) => (Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6) ? tick : null));
}

function seriesOptions({ series, pale, edge }: PlottedCurve, ink: Ink): uPlot.Series {
  const color = ink.resolve(series.color);
  if (edge) return { label: series.label, stroke: 'transparent', points: { show: false } };
  const style = series.style ?? 'line';
  const common = { label: series.label, stroke: color, alpha: pale ? 0.3 : 1, dash: series.dash };
  if (style === 'bars') {
    return {
      ...common,
      fill: translucent(color, 0.4),
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

/** Height and half the width of a marker, in CSS pixels. */
const MARKER = { height: 9, half: 5 };

/** A triangle on the x axis at each value that is not finite. */
function drawNotFinite(plot: uPlot, { notFinite = [], color }: ChartSeries, ink: Ink): void {
  const { ctx, bbox } = plot;
  const { min = 0, max = 0 } = plot.scales.x;
  const bottom = bbox.top + bbox.height;
  const [height, half] = [MARKER.height * devicePixelRatio, MARKER.half * devicePixelRatio];
  ctx.save();
  ctx.fillStyle = ink.resolve(color);
  for (const x of notFinite.filter((x) => x >= min && x <= max)) {
    const left = plot.valToPos(x, 'x', true);
    ctx.beginPath();
    ctx.moveTo(left - half, bottom);
    ctx.lineTo(left + half, bottom);
    ctx.lineTo(left, bottom - height);
    ctx.fill();
  }
  ctx.restore();
}

/** Distance of a label from its point, in CSS pixels. */
const LABEL_OFFSET = 6;

function drawPointLabels(plot: uPlot, { x: xs, y: ys, pointLabel }: ChartSeries, ink: Ink): void {
  if (pointLabel === undefined) return;
  const { ctx } = plot;
  const { min = 0, max = 0 } = plot.scales.x;
  const offset = LABEL_OFFSET * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = ink.text;
  ctx.textAlign = 'left';
  xs.forEach((x, i) => {
    const y = ys[i];
    if (y === null || x < min || x > max) return;
    ctx.fillText(pointLabel, plot.valToPos(x, 'x', true) + offset, plot.valToPos(y, 'y', true) - offset);
  });
  ctx.restore();
}
