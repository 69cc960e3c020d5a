import { cssColor } from './palette';
import { formatNumber } from './ticks';
import styles from './chart.module.css';
import type { ChartSeries } from './series';

/** Every curve with its value under the cursor; a click shows or hides it. */
export function Legend({
  series,
  values,
  hidden,
  onToggle,
}: {
  series: readonly ChartSeries[];
  /** By the curve's key; null where the curve has none there. */
  values: ReadonlyMap<string, number | null>;
  hidden: ReadonlySet<string>;
  onToggle(key: string): void;
}) {
  return (
    <ul className={styles.legend}>
      {series.map(({ key, label, color, dash, faint }) => {
        const value = values.get(key) ?? null;
        return (
          <li key={key}>
            <button type="button" aria-pressed={!hidden.has(key)} onClick={() => onToggle(key)}>
              <svg className={styles.swatch} viewBox="0 0 18 8" aria-hidden="true">
                <path
                  d="M0 4H18"
                  stroke={cssColor(color)}
                  strokeWidth="3"
                  strokeDasharray={dash?.join(' ')}
                  opacity={faint ? 0.45 : 1}
                />
              </svg>
              <span className={styles.label}>{label}</span>
              <span className={styles.value}>{value === null ? '–' : formatNumber(value)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
