import { useState } from 'react';
import type { Zoom } from './series';

/** A zoom that charts share. It applies to one kind of x axis and is dropped when the axis changes. */
export function useZoom(xAxis: string): [Zoom | null, (zoom: Zoom | null) => void] {
  const [zoomed, setZoomed] = useState<{ xAxis: string; zoom: Zoom | null }>({ xAxis, zoom: null });
  const zoom = zoomed.xAxis === xAxis ? zoomed.zoom : null;
  return [zoom, (changed) => setZoomed({ xAxis, zoom: changed })];
}
