import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { hasLine, moveBy, pinch, wholeRange, zoomAround } from './zooming';
import type { PointerEvent, RefObject } from 'react';
import type uPlot from 'uplot';
import type { Zoom } from './series';
import type { Fingers } from './zooming';

/** Milliseconds for which the hint stays. */
const HINT = 1600;
/** Share of the range's width by which a key or a button moves it. */
const STRIDE = 0.25;
/** Change of the width per pixel of the wheel (exponent), and at most per event: a mouse's notch is 100 pixels and more. */
const WHEEL = { perPixel: 0.01, most: 0.25 };
/** Pixels per line, of a wheel that counts lines. */
const LINE = 16;

interface Navigated {
  plot: RefObject<uPlot | null>;
  zoom: Zoom | null;
  setZoom(zoom: Zoom | null): void;
  xRange: readonly [number, number] | undefined;
  isLog: boolean;
  /** Whether there is no page to scroll, so that the wheel zooms without a modifier. */
  isFullScreen: boolean;
}

/**
 * Zooms and moves a chart's x axis: with Ctrl or ⌘ and the wheel around the pointer, by dragging with Shift, by two fingers,
 * by buttons and keys. Without a modifier the wheel scrolls the page, as one finger does.
 */
export function useNavigation(
  box: RefObject<HTMLElement | null>,
  { plot, zoom, setZoom, xRange, isLog, isFullScreen }: Navigated,
) {
  const [isHinted, setHinted] = useState(false);
  const drag = useRef<{ x: number; range: Zoom; width: number } | null>(null);
  const [isDragging, setDragging] = useState(false);
  const fingers = useRef<{ range: Zoom; at: Fingers } | null>(null);

  function axis() {
    const xs = plot.current?.data[0] ?? [];
    const whole = { range: wholeRange(xs, xRange), isLog };
    return { xs, whole, range: zoom ?? whole.range };
  }

  /** Around the middle unless `at` is visible. */
  function zoomBy(factor: number, at: number | null): void {
    const { xs, whole, range } = axis();
    const middle = isLog ? Math.sqrt(range.from * range.to) : (range.from + range.to) / 2;
    const isVisible = at !== null && at >= range.from && at <= range.to;
    const changed = zoomAround(range, isVisible ? at : middle, factor, whole);
    if (factor > 1 || (changed && hasLine(changed, xs))) setZoom(changed);
  }

  function move(from: Zoom, share: number): void {
    if (zoom) setZoom(moveBy(from, share, axis().whole));
  }

  const onWheel = useEffectEvent((event: WheelEvent) => {
    const { current: drawn } = plot;
    if (!drawn) return;
    const { left, width } = drawn.over.getBoundingClientRect();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
    const sideways = (event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX) * unit;
    if (event.ctrlKey || event.metaKey || (isFullScreen && Math.abs(event.deltaY) > Math.abs(sideways))) {
      event.preventDefault();
      const exponent = event.deltaY * unit * WHEEL.perPixel;
      const limited = Math.max(-WHEEL.most, Math.min(WHEEL.most, exponent));
      zoomBy(Math.exp(limited), drawn.posToVal(event.clientX - left, 'x'));
    } else if (zoom && Math.abs(sideways) >= Math.abs(event.deltaY)) {
      event.preventDefault();
      move(zoom, sideways / width);
    } else if (zoom || box.current?.contains(document.activeElement)) setHinted(true);
  });
  const onTouch = useEffectEvent((event: TouchEvent) => {
    const { current: drawn } = plot;
    const at = drawn && fingersOn(drawn.over, event.targetTouches);
    if (!at) {
      fingers.current = null;
      return;
    }
    if (event.cancelable) event.preventDefault();
    const { xs, whole, range } = axis();
    fingers.current ??= { range, at };
    const changed = pinch(fingers.current.range, fingers.current.at, at, whole);
    if (changed === null || hasLine(changed, xs)) setZoom(changed);
  });
  // React's own listeners are passive: they can't keep the page from being zoomed.
  useEffect(() => {
    const { current } = box;
    const stopped = new AbortController();
    const options = { passive: false, signal: stopped.signal };
    current?.addEventListener('wheel', (event) => onWheel(event), options);
    const touched = (event: TouchEvent) => onTouch(event);
    const begin = (event: TouchEvent) => {
      touched(event);
      // A touch's events go to where it began, even once a redrawn chart has replaced that and they no longer bubble.
      for (const name of ['touchmove', 'touchend', 'touchcancel'] as const)
        (event.target as HTMLElement).addEventListener(name, touched, options);
    };
    current?.addEventListener('touchstart', begin, options);
    return () => stopped.abort();
  }, [box]);
  useEffect(() => {
    if (!isHinted) return;
    const timer = setTimeout(() => setHinted(false), HINT);
    return () => clearTimeout(timer);
  }, [isHinted]);

  return {
    /** Whether the reader seems to try to zoom by the wheel alone. */
    isHinted,
    isDragging,
    zoomIn: (at: number | null) => zoomBy(0.5, at),
    zoomOut: (at: number | null) => zoomBy(2, at),
    /** By a step to the left (−1) or right (1). */
    step: (direction: -1 | 1) => zoom && move(zoom, direction * STRIDE),
    /** Begins to move the range if the reader drags with Shift. */
    grab({ shiftKey, button, clientX, pointerId, currentTarget }: PointerEvent): void {
      if (!shiftKey || button !== 0 || !zoom || !plot.current) return;
      currentTarget.setPointerCapture(pointerId);
      drag.current = { x: clientX, range: zoom, width: plot.current.over.clientWidth };
      setDragging(true);
    },
    /** Returns whether the range is being moved, by it or by two fingers. */
    drag({ clientX }: PointerEvent): boolean {
      const { current: begun } = drag;
      if (begun) move(begun.range, (begun.x - clientX) / begun.width);
      return begun !== null || fingers.current !== null;
    },
    release(): void {
      drag.current = null;
      setDragging(false);
    },
  };
}

/** Where two fingers are on a plot; null if there aren't two. */
function fingersOn(over: HTMLElement, touches: TouchList): Fingers | null {
  if (touches.length !== 2) return null;
  const { left, width } = over.getBoundingClientRect();
  const [a, b] = touches;
  return {
    middle: ((a.clientX + b.clientX) / 2 - left) / width,
    distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
  };
}
