import { chartMessages } from '#i18n/chart';
import { useMessages } from '../language';
import { cssColor } from './palette';
import { formatNumber } from './ticks';
import styles from './chart.module.css';
import type { Reading } from './plotted';
import type { ChartSeries } from './series';

/** Every curve with its value under the cursor; a click shows or hides it. */
export function Legend({
  series,
  readings,
  hidden,
  onToggle,
}: {
  series: readonly ChartSeries[];
  /** By the curve's key; null if there is nothing to read. */
  readings: ReadonlyMap<string, Reading> | null;
  hidden: ReadonlySet<string>;
  onToggle(key: string): void;
}) {
  return (
    <ul className={styles.legend}>
      {series.map(({ key, label, shortLabel, color, dash, faint }) => {
        return (
          <li key={key}>
            <button
              type="button"
              title={shortLabel && label}
              aria-pressed={!hidden.has(key)}
              onClick={() => onToggle(key)}
            >
              {shortLabel && <span className={`${styles.label} ${styles.short}`}>{shortLabel}</span>}
              <svg className={styles.swatch} viewBox="0 0 18 8" aria-hidden="true">
                <path
                  d="M0 4H18"
                  stroke={cssColor(color)}
                  strokeWidth="3"
                  strokeDasharray={dash?.join(' ')}
                  opacity={faint ? 0.45 : 1}
                />
              </svg>
              <span className={shortLabel ? 'visually-hidden' : styles.label}>{label}</span>
              <Value reading={readings?.get(key)} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Value({ reading }: { reading: Reading | undefined }) {
  const { smoothedAndRaw } = useMessages(chartMessages);
  if (!reading) return <span className={styles.value} />;
  const written = (value: number | null) => (value === null ? '–' : formatNumber(value));
  if (reading.raw === undefined) return <span className={styles.value}>{written(reading.value)}</span>;
  return (
    <span className={`${styles.value} ${styles.both}`} title={smoothedAndRaw}>
      {written(reading.value)} <small>({written(reading.raw)})</small>
    </span>
  );
}
