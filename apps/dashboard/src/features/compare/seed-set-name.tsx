import { curveStyle } from '#components/chart';
import styles from './run-name.module.css';
import type { SeedSet } from './seed-sets';

/** A seed set's name next to the color of its mean curve. */
export function SeedSetName({ set: { name, runs } }: { set: SeedSet }) {
  const { color } = curveStyle(runs[0].index);
  return (
    <span className={styles.name}>
      <svg width="20" height="8" aria-hidden="true">
        <rect width="20" height="8" fill={color} opacity="0.25" />
        <line x1="0" x2="20" y1="4" y2="4" stroke={color} strokeWidth="2.5" />
      </svg>
      {name}
    </span>
  );
}
