'use client';

import { QueryClientContext } from '@tanstack/react-query';
import Link from 'next/link';
import { useContext } from 'react';
import { RUNS_PAGE } from '#api/links';
import { failureMessages } from '#i18n/failures';
import { FailedPart } from './failed-part';
import { useMessages } from './language';

/** What Next.js passes to `error.tsx`; `retry` asks the server again and renders the page again. */
export interface PageFailure {
  error: Error & { digest?: string };
  retry: () => void;
}

/** In place of a page that failed as a whole: what `error.tsx` of every route shows. */
export function FailedPage({ error, retry }: PageFailure) {
  const text = useMessages(failureMessages);
  const client = useContext(QueryClientContext);
  return (
    <FailedPart
      title={text.page}
      error={error}
      onTryAgain={() => {
        // The answer that the page failed at would fail it again.
        client?.removeQueries({ type: 'inactive' });
        retry();
      }}
    >
      <a href="">{text.reload}</a>
      <Link href={RUNS_PAGE}>{text.toRuns}</Link>
    </FailedPart>
  );
}
