'use client';

import { commonMessages } from '#i18n/common';
import { useLostSince } from './connection/connection';
import { useMessages } from './language';
import styles from './status.module.css';

export type Status = keyof (typeof commonMessages)['en']['status'];

/** A run's status with a colored dot. While the server is lost, a running run is shown as "was running". */
export function StatusBadge({ status }: { status: Status }) {
  const text = useMessages(commonMessages);
  const isUnknown = useLostSince() !== null && status === 'running';
  return (
    <span className={`${styles.status} ${isUnknown ? styles.unknown : styles[status]}`}>
      {isUnknown ? text.wasRunning : text.status[status]}
    </span>
  );
}
