'use client';

import { pinsMessages } from '#i18n/pins';
import { useMessages } from '../language';
import styles from './pins.module.css';
import { usePin } from './pins';

/** Marks a pinned run. */
export function PinBadge({ id, experiment }: { id: string; experiment: string | undefined }) {
  const text = useMessages(pinsMessages);
  const pin = usePin(experiment);
  return pin?.runs.includes(id) && <span className={styles.badge}>{text.pinnedBadge}</span>;
}
