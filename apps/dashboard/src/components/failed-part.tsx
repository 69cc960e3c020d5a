'use client';

import { failureMessages } from '#i18n/failures';
import { Button } from './button';
import styles from './failed-part.module.css';
import { useMessages } from './language';
import type { ReactNode } from 'react';

/** Replaces a part that failed: its title, a retry button, and the details for a bug report. */
export function FailedPart({
  title,
  error,
  onTryAgain,
  children,
}: {
  title: string;
  error: Error & { digest?: string };
  onTryAgain: () => void;
  /** Further actions. */
  children?: ReactNode;
}) {
  const text = useMessages(failureMessages);
  return (
    <div className={styles.failed}>
      <strong role="alert">{title}</strong>
      <p>{text.reason}</p>
      <div className={styles.ways}>
        <Button onClick={onTryAgain}>{text.tryAgain}</Button>
        {children}
      </div>
      <details className={styles.details}>
        <summary>{text.details}</summary>
        <pre tabIndex={0}>{error.digest ? text.inLog(error.digest) : (error.stack ?? error.message)}</pre>
      </details>
    </div>
  );
}
