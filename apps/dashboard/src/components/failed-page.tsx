'use client';

import { QueryClientContext } from '@tanstack/react-query';
import Link from 'next/link';
import { useContext } from 'react';
import { RUNS_PAGE } from '#api/links';
import { failureMessages } from '#i18n/failures';
import { Button } from './button';
import { FailedPart } from './failed-part';
import { useMessages } from './language';

/** The props of `error.tsx`; `retry` fetches and renders the page again. */
export interface PageFailure {
  error: Error & { digest?: string };
  retry: () => void;
}

/** Replaces a page that failed: shown by the `error.tsx` of every route. */
export function FailedPage({ error, retry }: PageFailure) {
  const text = useMessages(failureMessages);
  const client = useContext(QueryClientContext);
  return (
    <FailedPart
      title={text.page}
      error={error}
      onTryAgain={() => {
        // The cached response that the page failed on would make it fail again.
        client?.removeQueries({ type: 'inactive' });
        retry();
      }}
    >
      <Button onClick={() => window.location.reload()}>{text.reload}</Button>
      <Link href={RUNS_PAGE}>{text.toRuns}</Link>
    </FailedPart>
  );
}
