'use client';

import { useQueryClient } from '@tanstack/react-query';
import { failureMessages } from '#i18n/failures';
import { ErrorBoundary } from './error-boundary';
import { FailedPart } from './failed-part';
import { useMessages } from './language';
import type { ReactNode } from 'react';

/**
 * A part of a page that fails on its own. `name` is its title. When `of`, the data it shows, changes, it is rendered again.
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
            // Its own queries may have caused the failure; the rest of the page refetches separately.
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
