'use client';

import { commonMessages } from '../messages/common';
import { useMessages } from './language';
import styles from './status.module.css';

export type Status = keyof (typeof commonMessages)['en']['status'];

/** How a run stands, in a word beside a dot. */
export function StatusBadge({ status }: { status: Status }) {
  const text = useMessages(commonMessages).status[status];
  return <span className={`${styles.status} ${styles[status]}`}>{text}</span>;
}
