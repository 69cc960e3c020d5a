'use client';

import { failureMessages } from '#i18n/failures';
import { Button } from './button';
import styles from './failed-part.module.css';
import { useMessages } from './language';
import type { ReactNode } from 'react';

/** In place of a part that failed: `title` says which; a way on, and what a bug report needs. */
export function FailedPart({
  title,
  error,
  onTryAgain,
  children,
}: {
  title: string;
  error: Error & { digest?: string };
  onTryAgain: () => void;
  /** Other ways on. */
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
