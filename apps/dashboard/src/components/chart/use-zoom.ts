import { useState } from 'react';
import type { Zoom } from './series';

/** A zoom that charts share. It holds for one x axis: another counts differently, whatever has changed the axis. */
export function useZoom(xAxis: string): [Zoom | null, (zoom: Zoom | null) => void] {
  const [zoomed, setZoomed] = useState<{ xAxis: string; zoom: Zoom | null }>({ xAxis, zoom: null });
  const zoom = zoomed.xAxis === xAxis ? zoomed.zoom : null;
  return [zoom, (changed) => setZoomed({ xAxis, zoom: changed })];
}
