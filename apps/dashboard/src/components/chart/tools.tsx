import { chartMessages } from '#i18n/chart';
import { useMessages } from '../language';
import styles from './chart.module.css';

/** A chart's buttons, for use without a keyboard or dragging. */
export function Tools({
  isZoomed,
  isEmpty,
  onReset,
  onZoomIn,
  onSave,
}: {
  isZoomed: boolean;
  isEmpty: boolean;
  onReset(): void;
  onZoomIn(): void;
  onSave(): void;
}) {
  const text = useMessages(chartMessages);
  return (
    <span className={styles.tools}>
      {isZoomed && (
        <button type="button" onClick={onReset}>
          {text.resetZoom}
        </button>
      )}
      <button type="button" onClick={onZoomIn} disabled={isEmpty}>
        {text.zoomIn}
      </button>
      <button type="button" onClick={onSave} disabled={isEmpty} title={text.savePng}>
        PNG
      </button>
    </span>
  );
}
