import { chartMessages } from '#i18n/chart';
import { formatValue } from '../format';
import { useMessages } from '../language';
import { formatNumber, rangeText } from './ticks';
import styles from './chart.module.css';
import type { Reading } from './plotted';
import type { ChartSeries } from './series';

/** Every curve with its value under the cursor; a click shows or hides it. */
export function Legend({
  series,
  readings,
  placeOf,
  hidden,
  onToggle,
}: {
  series: readonly ChartSeries[];
  /** By the curve's key; null if there is nothing to read. */
  readings: ReadonlyMap<string, Reading> | null;
  /** Names a position on the x axis. */
  placeOf(x: number): string;
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
              {shortLabel && <span className={`${styles.label} ${styles.short}`}>{shortLabel} </span>}
              <svg className={styles.swatch} viewBox="0 0 18 8" aria-hidden="true">
                <path
                  d="M0 4H18"
                  stroke={color}
                  strokeWidth="3"
                  strokeDasharray={dash?.join(' ')}
                  opacity={faint ? 0.45 : 1}
                />
              </svg>
              {/* The space keeps a name that ends in a digit apart from the value when it is read aloud. */}
              <span className={shortLabel ? 'visually-hidden' : styles.label}>{label}</span>{' '}
              <Value reading={readings?.get(key)} placeOf={placeOf} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Value({ reading, placeOf }: { reading: Reading | undefined; placeOf(x: number): string }) {
  const { smoothedAndRaw, notFinite } = useMessages(chartMessages);
  if (!reading) return <span className={styles.value} />;
  if (reading.notFinite) return <span className={styles.value}>{notFinite}</span>;
  const { value, raw, x, spread, range } = reading;
  const written = (value: number | null) => (value === null ? '–' : formatNumber(value));
  const place = x !== undefined && <small> · {placeOf(x)}</small>;
  if (raw === undefined)
    return (
      <span className={styles.value}>
        {range ? rangeText(range) : written(value)}
        {spread !== undefined && ` ± ${formatValue(spread)}`}
        {place}
      </span>
    );
  return (
    <span className={`${styles.value} ${styles.both}`} title={smoothedAndRaw}>
      {written(value)} <small>({written(raw)})</small>
      {place}
    </span>
  );
}
