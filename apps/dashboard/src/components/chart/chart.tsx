'use client';

import { useId, useMemo, useRef, useState } from 'react';
import { chartMessages } from '#i18n/chart';
import { useLanguage } from '../language';
import { Panel } from '../panel';
import { usePrinting } from '../printing';
import { useToast } from '../toast';
import { chartImage } from './export-png';
import { moveCursor } from './keyboard';
import { Legend } from './legend';
import { useOnScreen } from './on-screen';
import { rowAt } from './align';
import { plotted, readingsOf } from './plotted';
import { Plot } from './plot';
import { useTheme } from './theme';
import { Tools } from './tools';
import { useSave } from './use-save';
import { formatNumber, formatX } from './ticks';
import styles from './chart.module.css';
import type { KeyboardEvent, PointerEvent } from 'react';
import type uPlot from 'uplot';
import type { ChartMark, ChartSeries, Zoom } from './series';
import type { XAxis } from './ticks';

const NO_MARKS: readonly ChartMark[] = [];

export interface ChartProps {
  title: string;
  series: readonly ChartSeries[];
  xAxis?: XAxis;
  xLabel?: string;
  yLabel?: string;
  log?: boolean;
  marks?: readonly ChartMark[];
  /** Whether the legend shows the last values while there is no cursor; true by default. */
  tellsEnds?: boolean;
  /** Fixed limits; else they follow the data. */
  xRange?: readonly [number, number];
  yRange?: readonly [number, number];
  /** Set together if the page controls the zoom, to fetch a finer range or to zoom several charts. */
  zoom?: Zoom | null;
  onZoom?: (zoom: Zoom | null) => void;
  /** Height of the plot in CSS pixels. */
  height?: number;
  /** File name of the PNG, without extension. */
  fileName: string;
}

/** Curves over a common x: drag to zoom, hover or arrow keys to read, click the legend to hide. */
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
    height = 260,
  } = props;
  const language = useLanguage();
  const text = chartMessages[language];
  const theme = useTheme();
  const { failed } = useToast();
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const onScreen = useOnScreen(box);
  const isPrinting = usePrinting();
  const helpId = useId();
  const [ownZoom, setOwnZoom] = useState<Zoom | null>(null);
  const [asked, setZoom] = props.onZoom ? [props.zoom ?? null, props.onZoom] : [ownZoom, setOwnZoom];
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [pointed, setPointed] = useState<{ xAxis: XAxis; x: number } | null>(null);
  const [announced, setAnnounced] = useState(false);
  const drawn = useMemo(() => plotted(series, log), [series, log]);
  const { curves, data } = drawn;
  // Invalid for another x axis, and after the data has changed there may be no point at it.
  const cursor = pointed?.xAxis === xAxis ? (data[0][rowAt(data[0], pointed.x)] ?? null) : null;
  const readings = useMemo(
    () => (cursor === null && !tellsEnds ? null : readingsOf(drawn, cursor)),
    [drawn, cursor, tellsEnds],
  );
  const zoom = asked && holdsPoints(asked, data[0]) ? asked : null;
  const { xLabel, yLabel, yRange, xRange } = props;
  const look = { curves, xAxis, log, yRange, theme, language, xLabel, yLabel };

  function zoomIn() {
    const { min = 0, max = 1 } = plot.current?.scales.x ?? {};
    const middle = cursor !== null && cursor >= min && cursor <= max ? cursor : (min + max) / 2;
    const from = Math.max(min, middle - (max - min) / 4);
    setZoom({ from, to: Math.min(max, from + (max - min) / 2) });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !plot.current) return;
    if (event.key === 'Escape') setZoom(null);
    else if (event.key === '+' || event.key === '=') zoomIn();
    else if (!moveCursor(plot.current, event.key, event.shiftKey)) return;
    setAnnounced(true);
    event.preventDefault();
  }

  function onTouch(event: PointerEvent) {
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
  const isEmpty = series.every(({ x }) => x.length === 0);
  const { isSaving, save } = useSave(props.fileName, () => {
    const named = isNamedByAxis ? [] : listed.filter(({ key }) => !hidden.has(key));
    return plot.current && chartImage(plot.current, title, named, theme);
  });
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.head}>
        <h3>{title}</h3>
        <output className={styles.x} aria-live="off">
          {cursor === null
            ? isReadAtEnds && text.lastValues
            : isNamedByAxis
              ? announcement(cursor)
              : placeOf(cursor)}
        </output>
        <Tools
          isZoomed={zoom !== null}
          isEmpty={isEmpty}
          onReset={() => setZoom(null)}
          onZoomIn={zoomIn}
          onSave={() => void save().catch(failed)}
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
        onPointerMove={onTouch}
      >
        {(onScreen || isSaving || isPrinting) && !isEmpty && (
          <Plot
            {...{ look, data, marks, zoom, xRange, hidden, cursor }}
            plotRef={plot}
            onZoom={setZoom}
            onCursor={(x) => setPointed(x === null ? null : { xAxis, x })}
          />
        )}
        {isEmpty && <p className={styles.empty}>{text.noPoints}</p>}
      </div>
      <span id={helpId} hidden>
        {text.help}
      </span>
      <span className={styles.announcement} aria-live="polite">
        {announced && cursor !== null && announcement(cursor)}
      </span>
      {!isNamedByAxis && <Legend series={listed} onToggle={toggle} {...{ readings, placeOf, hidden }} />}
    </figure>
  );

  function placeOf(x: number): string {
    return `${xLabel ?? ''} ${formatX(xAxis, x, language)}`;
  }

  function announcement(x: number): string {
    const read = listed.flatMap(({ key, label }) => {
      const { value = null, raw, x } = (!hidden.has(key) && readings?.get(key)) || {};
      if (value === null) return [];
      const exact = raw == null ? [] : [`${text.raw} ${formatNumber(raw)}`];
      const elsewhere = x === undefined ? '' : ` (${placeOf(x)})`;
      return [`${label} ${formatNumber(value)}${elsewhere}`, ...exact];
    });
    return [placeOf(x), ...read].join(', ');
  }
}

/** Whether the zoom contains any point: the data may have changed since. */
function holdsPoints({ from, to }: Zoom, xs: ArrayLike<number>): boolean {
  return xs.length > 0 && xs[0] <= to && xs[xs.length - 1] >= from;
}
