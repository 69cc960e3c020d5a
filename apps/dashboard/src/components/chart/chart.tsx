'use client';

import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { chartMessages } from '#i18n/chart';
import { useLanguage } from '../language';
import { Panel } from '../panel';
import { usePrinting } from '../printing';
import { useToast } from '../toast';
import { chartImage } from './export-png';
import { useCursor } from './cursor';
import { moveCursor } from './keyboard';
import { Legend } from './legend';
import { useOnScreen } from './on-screen';
import { rowAt } from './align';
import { plotted, readingsOf } from './plotted';
import { Plot } from './plot';
import { useTheme } from './theme';
import { Tools } from './tools';
import { useCropped } from './use-cropped';
import { useFullScreen } from './use-full-screen';
import { useNavigation } from './use-navigation';
import { useSave } from './use-save';
import { useZoom } from './use-zoom';
import { formatNumber, formatX, rangeText } from './ticks';
import styles from './chart.module.css';
import type { KeyboardEvent, PointerEvent } from 'react';
import type uPlot from 'uplot';
import type { ChartCursor } from './cursor';
import type { Cropped } from './outliers';
import type { ChartMark, ChartSeries, Zoom } from './series';
import type { XAxis } from './ticks';

const NO_MARKS: readonly ChartMark[] = [];

export interface ChartProps {
  title: string;
  series: readonly ChartSeries[];
  xAxis?: XAxis;
  xLabel?: string;
  /** Names of the positions 0, 1, … on an x axis that has no numbers. */
  xNames?: readonly string[];
  /** Whether the x axis is logarithmic; its range must be positive. */
  xLog?: boolean;
  yLabel?: string;
  log?: boolean;
  marks?: readonly ChartMark[];
  /** Whether the legend shows the last values while there is no cursor; true by default. */
  tellsEnds?: boolean;
  /** Whether the y axis leaves out outliers, and says so; not with a fixed `yRange`. */
  leavesOutliers?: boolean;
  /** Fixed limits; else they follow the data. */
  xRange?: readonly [number, number];
  yRange?: readonly [number, number];
  /** Its name on the page, under which its zoom is in the URL; charts without one share a zoom. */
  name?: string;
  /** Set together if the page controls the zoom, to fetch a finer range. */
  zoom?: Zoom | null;
  onZoom?: (zoom: Zoom | null) => void;
  /** Where the curves begin and end, if `series` has a part of them: the limits of zooming and moving. */
  extent?: Zoom;
  /** Height of the plot in CSS pixels. */
  height?: number;
  /** File name of the PNG, without extension. */
  fileName: string;
}

/** Curves over a common x: drag or turn the wheel to zoom, hover or arrow keys to read, click the legend to hide. */
export function Chart(props: ChartProps) {
  return (
    <Panel name={props.title} of={props.series}>
      <ChartFigure {...props} />
    </Panel>
  );
}

function ChartFigure(props: ChartProps) {
  const {
    title,
    series,
    xAxis = 'number',
    log = false,
    marks = NO_MARKS,
    tellsEnds = true,
    leavesOutliers = false,
    height = 260,
  } = props;
  const language = useLanguage();
  const text = chartMessages[language];
  const theme = useTheme();
  const { failed } = useToast();
  const figure = useRef<HTMLElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const fullScreen = useFullScreen(figure);
  const plot = useRef<uPlot | null>(null);
  const onScreen = useOnScreen(box);
  const isPrinting = usePrinting();
  const helpId = useId();
  const ownZoom = useZoom(xAxis, props.name);
  const [asked, setZoom] = props.onZoom ? [props.zoom ?? null, props.onZoom] : ownZoom;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const pointed = useCursor(xAxis);
  /** Whether the mouse, a finger or a key in this chart causes what uPlot reports. */
  const isDriven = useRef(false);
  const [announced, setAnnounced] = useState(false);
  const drawn = useMemo(() => plotted(series, log), [series, log]);
  const { curves, data } = drawn;
  const cursor = cursorIn(data[0], pointed);
  const readings = useMemo(
    () => (cursor === null && !tellsEnds ? null : readingsOf(drawn, cursor)),
    [drawn, cursor, tellsEnds],
  );
  // Before effects, one of which moves the plot's cursor.
  useLayoutEffect(() => {
    if (pointed.isForeign) isDriven.current = false;
  }, [pointed.isForeign]);
  const { xLabel, yLabel, yRange, xRange, xNames, xLog = false, extent } = props;
  // The points of a range that was moved to may still be on their way.
  const isInExtent = asked && extent && asked.from < extent.to && asked.to > extent.from;
  const zoom = asked && (isInExtent || holdsPoints(asked, data[0])) ? asked : null;
  const visible = zoom ? ([zoom.from, zoom.to] as const) : xRange;
  const cropped = useCropped(leavesOutliers && !yRange, { drawn, visible, hidden, log });
  const isWhole = useMemo(
    () => xAxis === 'number' && Array.from(data[0]).every(Number.isInteger),
    [xAxis, data],
  );
  const look = { curves, xAxis, log, yRange, theme, language, xLabel, yLabel, xNames, xLog, isWhole };
  const navigation = useNavigation(box, {
    plot,
    zoom,
    setZoom,
    xRange: xRange ?? (extent && [extent.from, extent.to]),
    isLog: xLog,
    isFullScreen: fullScreen.isFull,
  });

  function toggleFullScreen() {
    void fullScreen.toggle().catch(failed);
  }

  function onCursor(x: number | null) {
    // uPlot also reports a cursor that was moved to where the reader points in another chart.
    if (x === null || isDriven.current) pointed.point(x);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !plot.current) return;
    isDriven.current = true;
    if (event.key === 'Escape') setZoom(null);
    else if (event.key === '+' || event.key === '=') navigation.zoomIn(cursor);
    else if (event.key === '-') navigation.zoomOut(cursor);
    else if (event.key === '[') navigation.step(-1);
    else if (event.key === ']') navigation.step(1);
    else if (event.key === 'f' && fullScreen.isPossible) toggleFullScreen();
    else if (!moveCursor(plot.current, event.key, event.shiftKey)) return;
    setAnnounced(true);
    event.preventDefault();
  }

  /** A tap moves no pointer: the browser only makes a mouse event of it, which uPlot reports. */
  function onPointerDown(event: PointerEvent) {
    isDriven.current = true;
    navigation.grab(event);
  }

  function onPointerMove(event: PointerEvent) {
    isDriven.current = true;
    if (navigation.drag(event)) return;
    if (event.pointerType !== 'touch' || !plot.current) return;
    const { left, top } = plot.current.over.getBoundingClientRect();
    plot.current.setCursor({ left: event.clientX - left, top: event.clientY - top }, true);
  }

  function toggle(key: string) {
    setHidden(
      (before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]),
    );
  }

  const listed = series.filter(({ inLegend }) => inLegend !== false);
  // A single curve that the y axis names needs no legend; its value is shown next to x.
  const isNamedByAxis = listed.length === 1 && listed[0].label === yLabel;
  const isReadAtEnds = tellsEnds && !isNamedByAxis && listed.some(({ x }) => x.length > 0);
  const marked = listed.flatMap(({ label, notFinite }) =>
    notFinite && notFinite.length > 0 ? [{ label, x: notFinite[0] }] : [],
  );
  const isEmpty = series.every(({ x }) => x.length === 0);
  const { isSaving, save } = useSave(props.fileName, () => {
    const named = isNamedByAxis ? [] : listed.filter(({ key }) => !hidden.has(key));
    return plot.current && chartImage(plot.current, title, named);
  });
  return (
    <figure ref={figure} className={styles.chart}>
      <figcaption className={styles.head}>
        <h3>{title}</h3>
        <output className={styles.x} aria-live="off">
          {cursor === null
            ? isReadAtEnds && text.lastValues
            : isNamedByAxis
              ? announcement(cursor)
              : placeOf(cursor)}
        </output>
        {cropped && <span className={styles.outside}>{text.outside(cropped.count, endsOf(cropped))}</span>}
        <Tools
          isZoomed={zoom !== null}
          isEmpty={isEmpty}
          onReset={() => setZoom(null)}
          onZoomIn={() => navigation.zoomIn(cursor)}
          onZoomOut={() => navigation.zoomOut(cursor)}
          onStep={navigation.step}
          onSave={() => void save().catch(failed)}
          isFullScreen={fullScreen.isFull}
          onFullScreen={fullScreen.isPossible ? toggleFullScreen : undefined}
        />
      </figcaption>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- An application handles its own keys. */}
      <div
        ref={box}
        className={styles.plot}
        style={{ height }}
        tabIndex={isEmpty ? undefined : 0}
        role="application"
        aria-label={title}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onBlur={() => setAnnounced(false)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={navigation.release}
        onPointerCancel={navigation.release}
        data-dragging={navigation.isDragging || undefined}
      >
        {(onScreen || isSaving || isPrinting) && !isEmpty && (
          <Plot
            {...{ look, data, marks, zoom, xRange, hidden, cursor }}
            yScale={cropped?.range}
            plotRef={plot}
            onZoom={setZoom}
            onCursor={onCursor}
          />
        )}
        {isEmpty && <p className={styles.empty}>{text.noPoints}</p>}
        {navigation.isHinted && <p className={styles.hint}>{text.wheelHint}</p>}
      </div>
      <span id={helpId} hidden>
        {text.help}
      </span>
      <span className={styles.announcement} aria-live="polite">
        {announced && cursor !== null && announcement(cursor)}
      </span>
      {(!isNamedByAxis || marked.length > 0) && (
        <div>
          {!isNamedByAxis && <Legend series={listed} onToggle={toggle} {...{ readings, placeOf, hidden }} />}
          {marked.length > 0 && (
            <p className={styles.note}>
              {text.notFiniteAt(marked.map(({ label, x }) => `${label}, ${placeOf(x)}`).join('; '))}
            </p>
          )}
        </div>
      )}
    </figure>
  );

  function placeOf(x: number): string {
    return `${xLabel ?? ''} ${xNames?.[x] ?? formatX(xAxis, x, language)}`;
  }

  function announcement(x: number): string {
    const read = listed.flatMap(({ key, label }) => {
      const { value = null, notFinite, raw, x, range } = (!hidden.has(key) && readings?.get(key)) || {};
      if (notFinite) return [`${label} ${text.notFinite}`];
      if (range) return [`${label} ${rangeText(range)}`];
      if (value === null) return [];
      const exact = raw == null ? [] : [`${text.raw} ${formatNumber(raw)}`];
      const elsewhere = x === undefined ? '' : ` (${placeOf(x)})`;
      return [`${label} ${formatNumber(value)}${elsewhere}`, ...exact];
    });
    return [placeOf(x), ...read].join(', ');
  }
}

/**
 * The point nearest to the cursor: after the data has changed there may be none at it. A chart has nothing to read where only
 * another chart has points.
 */
function cursorIn(xs: ArrayLike<number>, { x, isForeign }: ChartCursor): number | null {
  if (x === null || (isForeign && !(xs[0] <= x && x <= xs[xs.length - 1]))) return null;
  return xs[rowAt(xs, x)] ?? null;
}

/** As `−3` or `−3, 12`. */
function endsOf({ lowest, highest }: Cropped): string {
  return [lowest, highest].flatMap((end) => (end === null ? [] : formatNumber(end))).join(', ');
}

/** Whether the zoom contains any point: the data may have changed since. */
function holdsPoints({ from, to }: Zoom, xs: ArrayLike<number>): boolean {
  return xs.length > 0 && xs[0] <= to && xs[xs.length - 1] >= from;
}
