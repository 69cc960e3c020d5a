import { chartMessages } from '#i18n/chart';
import { FullScreenIcon, LeftIcon, MinusIcon, PlusIcon, RightIcon } from '../icons';
import { useMessages } from '../language';
import styles from './chart.module.css';
import type { ReactNode } from 'react';

/** A chart's buttons, for use without a keyboard, a wheel or dragging. */
export function Tools({
  isZoomed,
  isEmpty,
  isFullScreen,
  onReset,
  onZoomIn,
  onZoomOut,
  onStep,
  onSave,
  onFullScreen,
}: {
  isZoomed: boolean;
  isEmpty: boolean;
  isFullScreen: boolean;
  onReset(): void;
  onZoomIn(): void;
  onZoomOut(): void;
  /** Moves the zoomed range to the left (−1) or right (1). */
  onStep(direction: -1 | 1): void;
  onSave(): void;
  /** Missing if the browser can't. */
  onFullScreen?: () => void;
}) {
  const text = useMessages(chartMessages);
  const tool = (name: string, icon: ReactNode, act: () => void, hint = name) => (
    <button type="button" aria-label={name} title={hint} onClick={act} disabled={isEmpty}>
      {icon}
    </button>
  );
  return (
    <span className={styles.tools}>
      {isZoomed && (
        <>
          {tool(text.toLeft, <LeftIcon />, () => onStep(-1), text.moveHint(text.toLeft))}
          {tool(text.toRight, <RightIcon />, () => onStep(1), text.moveHint(text.toRight))}
          {tool(text.zoomOut, <MinusIcon />, onZoomOut)}
        </>
      )}
      {tool(text.zoomIn, <PlusIcon />, onZoomIn, text.zoomHint)}
      <button type="button" onClick={onSave} disabled={isEmpty} title={text.savePng}>
        PNG
      </button>
      {onFullScreen && (
        <button
          type="button"
          aria-pressed={isFullScreen}
          aria-label={text.fullScreen}
          title={text.fullScreen}
          onClick={onFullScreen}
          disabled={isEmpty}
        >
          <FullScreenIcon />
        </button>
      )}
      {isZoomed && (
        <button type="button" data-zoomed onClick={onReset}>
          {text.resetZoom}
        </button>
      )}
    </span>
  );
}
