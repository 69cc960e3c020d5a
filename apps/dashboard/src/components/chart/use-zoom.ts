import { createParser, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { useSettled } from '../use-settled';
import { parseZoom, writeZoom } from './zoom-url';
import type { Zoom } from './series';

const parseAsZoom = createParser({ parse: parseZoom, serialize: writeZoom });

/**
 * A zoom in the URL: of one chart (`zoom-NAME`), or that charts share (`zoom`). It applies to one kind of x axis and is
 * ignored on the others.
 */
export function useZoom(xAxis: string, chart?: string): [Zoom | null, (zoom: Zoom | null) => void] {
  const [zoomed, setZoomed] = useQueryState(chart === undefined ? 'zoom' : `zoom-${chart}`, parseAsZoom);
  const written = zoomed?.xAxis === xAxis ? writeZoom(zoomed) : null;
  // The same object from render to render: charts redraw when it changes.
  const zoom = useMemo(() => (written === null ? null : parseZoom(written)), [written]);
  return [zoom, (changed) => void setZoomed(changed && { xAxis, ...changed })];
}

/** Milliseconds without movement after which a zoom is at rest. */
const MOVING = 150;

/** The range to fetch while a zoom moves: where it last rested, null once that no longer holds all that is visible. */
export function useZoomAtRest(zoom: Zoom | null): Zoom | null {
  const rest = useSettled(zoom, MOVING);
  return zoom && rest && rest.from <= zoom.from && zoom.to <= rest.to ? rest : null;
}
