'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { moveCursorTo } from './keyboard';
import { plotOptions } from './options';
import { inkOf } from './theme';
import { wholeRange } from './zooming';
import type { RefObject } from 'react';
import type { PlotEvents, PlotLook } from './options';
import type { ChartMark, Zoom } from './series';

interface PlotProps extends Pick<PlotEvents, 'onZoom' | 'onCursor'> {
  look: PlotLook;
  data: uPlot.AlignedData;
  marks: readonly ChartMark[];
  zoom: Zoom | null;
  xRange: readonly [number, number] | undefined;
  /** Limits of the y axis; undefined: they follow what is visible. Unlike `look.yRange`, they may change with the data. */
  yScale: [number, number] | undefined;
  /** Keys of the hidden curves. */
  hidden: ReadonlySet<string>;
  /** The cursor's position on the x axis. */
  cursor: number | null;
  plotRef: RefObject<uPlot | null>;
}

/**
 * uPlot in React. New options need a new uPlot instance, which takes over the cursor; new data doesn't. Zoom and cursor are
 * kept.
 */
export function Plot({
  look,
  data,
  marks,
  zoom,
  xRange,
  yScale,
  hidden,
  cursor,
  plotRef,
  onZoom,
  onCursor,
}: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const signature = signatureOf(look);
  const zoomed = useEffectEvent(onZoom);
  const pointed = useEffectEvent(onCursor);
  const currentCurves = useEffectEvent(() => look.curves.filter(({ series }) => !hidden.has(series.key)));
  const currentMarks = useEffectEvent(() => marks);
  const currentScale = useEffectEvent(() => yScale);
  const currentCursor = useEffectEvent(() => cursor);
  const create = useEffectEvent((element: HTMLElement) => {
    const events: PlotEvents = {
      onZoom: (zoom) => zoomed(zoom),
      onCursor: (x) => pointed(x),
      marks: () => currentMarks(),
      curves: () => currentCurves(),
      cursor: () => currentCursor(),
      yScale: () => currentScale(),
    };
    return new uPlot({ ...plotOptions(look, events, inkOf(element)), ...sizeOf(element) }, [[]], element);
  });

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const created = create(element);
    plotRef.current = created;
    const resized = new ResizeObserver(() => created.setSize(sizeOf(element)));
    resized.observe(element);
    return () => {
      resized.disconnect();
      created.destroy();
      plotRef.current = null;
    };
  }, [signature, plotRef]);

  useEffect(() => {
    const { current } = plotRef;
    const { from: min, to: max } = zoom ?? wholeRange(data[0], xRange);
    current?.batch(() => {
      current.setData(data, false);
      current.setScale('x', { min, max });
    });
  }, [signature, plotRef, data, marks, zoom, xRange, yScale]);

  // Where the reader points in another chart. This chart's own cursor is there already.
  useEffect(() => {
    const { current: plot } = plotRef;
    if (!plot) return;
    const { idx } = plot.cursor;
    if ((idx == null ? null : plot.data[0][idx]) !== cursor) moveCursorTo(plot, cursor);
  }, [plotRef, cursor]);

  // A chart that leaves the screen loses its cursor: the mouse will be elsewhere when it returns.
  useEffect(() => () => pointed(null), []);

  const show = useEffectEvent(() => {
    look.curves.forEach(({ series }, i) => {
      const visible = !hidden.has(series.key);
      if (plotRef.current && plotRef.current.series[i + 1].show !== visible) {
        plotRef.current.setSeries(i + 1, { show: visible });
      }
    });
  });
  useEffect(() => show(), [signature, hidden]);

  return <div ref={box} style={{ position: 'absolute', inset: 0 }} />;
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement) {
  return { width: clientWidth, height: clientHeight };
}

/** Whether two sets of series can share a plot. */
function signatureOf({ curves, ...rest }: PlotLook): string {
  const noData = { x: null, y: null, smoothed: null, band: null, notFinite: null };
  const styles = curves.map(({ series, ...curve }) => ({ ...series, ...noData, ...curve }));
  return JSON.stringify({ styles, ...rest });
}
