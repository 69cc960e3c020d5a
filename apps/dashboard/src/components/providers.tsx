'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState } from 'react';
import { ApiFailure } from './connection/fetch-json';
import { LocaleProvider } from './language';
import { ShortcutsProvider } from './shortcuts';
import { ToastProvider } from './toast';
import type { ReactNode } from 'react';
import type { Language } from '#api/language';

/** What every page's client components may use. */
export function Providers({
  language,
  timeZone,
  children,
}: {
  language: Language;
  timeZone: string;
  children: ReactNode;
}) {
  const [queryClient] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <NuqsAdapter>
        <LocaleProvider language={language} timeZone={timeZone}>
          <ToastProvider>
            <ShortcutsProvider>{children}</ShortcutsProvider>
          </ToastProvider>
        </LocaleProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}

/** Events tell what has changed, so nothing is asked again by time; what the API refuses, it refuses again. */
function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && error instanceof ApiFailure && error.status === 0,
      },
    },
  });
}
