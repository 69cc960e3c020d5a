'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { plotOptions } from './options';
import { inkOf } from './theme';
import type { RefObject } from 'react';
import type { PlotEvents, PlotLook } from './options';
import type { ChartMark, Zoom } from './series';

interface PlotProps extends Pick<PlotEvents, 'onZoom' | 'onCursor'> {
  look: PlotLook;
  data: uPlot.AlignedData;
  marks: readonly ChartMark[];
  zoom: Zoom | null;
  xRange: readonly [number, number] | undefined;
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
  const currentMarks = useEffectEvent(() => marks);
  const currentCursor = useEffectEvent(() => cursor);
  const create = useEffectEvent((element: HTMLElement) => {
    const events: PlotEvents = {
      onZoom: (zoom) => zoomed(zoom),
      onCursor: (x) => pointed(x),
      marks: () => currentMarks(),
      cursor: () => currentCursor(),
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
    const [min, max] = limits(data[0], zoom, xRange);
    current?.batch(() => {
      current.setData(data, false);
      current.setScale('x', { min, max });
    });
  }, [signature, plotRef, data, marks, zoom, xRange]);

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

function limits(
  xs: ArrayLike<number>,
  zoom: Zoom | null,
  xRange: readonly [number, number] | undefined,
): readonly [number, number] {
  if (zoom) return [zoom.from, zoom.to];
  if (xRange) return xRange;
  const [min, max] = [xs[0] ?? 0, xs[xs.length - 1] ?? 1];
  return min === max ? [min - 0.5, max + 0.5] : [min, max];
}

/** Whether two sets of series can share a plot. */
function signatureOf({ curves, ...rest }: PlotLook): string {
  const noData = { x: null, y: null, smoothed: null, band: null };
  const styles = curves.map(({ series, ...curve }) => ({ ...series, ...noData, ...curve }));
  return JSON.stringify({ styles, ...rest });
}
