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
  /** Keys of the curves that are not shown. */
  hidden: ReadonlySet<string>;
  /** Its place on the x axis. */
  cursor: number | null;
  plot: RefObject<uPlot | null>;
}

/**
 * uPlot in React. A new look needs a new uPlot, which gets the cursor of the one before; new data does not. Zoom and
 * cursor stay.
 */
export function Plot({ look, data, marks, zoom, xRange, hidden, cursor, plot, onZoom, onCursor }: PlotProps) {
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
    const created = (plot.current = create(element));
    const resized = new ResizeObserver(() => created.setSize(sizeOf(element)));
    resized.observe(element);
    return () => {
      resized.disconnect();
      created.destroy();
      plot.current = null;
    };
  }, [signature, plot]);

  useEffect(() => {
    const { current } = plot;
    const [min, max] = limits(data[0], zoom, xRange);
    current?.batch(() => {
      current.setData(data, false);
      current.setScale('x', { min, max });
    });
  }, [signature, plot, data, marks, zoom, xRange]);

  // A chart that leaves the screen takes the cursor with it: the mouse will be elsewhere when it comes back.
  useEffect(() => () => pointed(null), []);

  const show = useEffectEvent(() => {
    look.curves.forEach(({ series }, i) => {
      const visible = !hidden.has(series.key);
      if (plot.current && plot.current.series[i + 1].show !== visible) {
        plot.current.setSeries(i + 1, { show: visible });
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

/** The same for looks that need no new plot. */
function signatureOf({ curves, ...rest }: PlotLook): string {
  const noData = { x: null, y: null, smoothed: null };
  const styles = curves.map(({ series, ...curve }) => ({ ...series, ...noData, ...curve }));
  return JSON.stringify({ styles, ...rest });
}
