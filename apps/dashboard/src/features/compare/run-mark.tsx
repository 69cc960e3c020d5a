import { curveStyle } from '#components/chart';
import styles from './run-mark.module.css';
import type { Compared } from './use-compared';

/** A run's number with a sample of its line in the charts. */
export function RunMark({ compared: { index } }: { compared: Compared }) {
  const { color, dash } = curveStyle(index);
  return (
    <span className={styles.mark}>
      {index + 1}
      <svg width="20" height="8" aria-hidden="true">
        <line
          x1="1"
          x2="19"
          y1="4"
          y2="4"
          stroke={color}
          strokeWidth="2.5"
          strokeDasharray={dash?.join(' ')}
        />
      </svg>
    </span>
  );
}
