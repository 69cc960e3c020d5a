'use client';

import { useQueryClient } from '@tanstack/react-query';
import { failureMessages } from '#i18n/failures';
import { ErrorBoundary } from './error-boundary';
import { FailedPart } from './failed-part';
import { useMessages } from './language';
import type { ReactNode } from 'react';

/**
 * A part of a page whose failure takes only itself. `name` is its title; `of`, what it shows: it is tried again when
 * that changes.
 */
export function Panel({ name, of, children }: { name: string; of?: unknown; children: ReactNode }) {
  const text = useMessages(failureMessages);
  const client = useQueryClient();
  return (
    <ErrorBoundary
      of={of}
      fallback={(error, tryAgain) => (
        <FailedPart
          title={text.panel(name)}
          error={error}
          onTryAgain={() => {
            // What was asked for by the part alone may be what it failed at; the rest of the page asks again beside it.
            client.removeQueries({ type: 'inactive' });
            void client.invalidateQueries();
            tryAgain();
          }}
        />
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
