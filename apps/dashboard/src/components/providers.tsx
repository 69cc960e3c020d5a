'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState } from 'react';
import { ApiFailure } from './connection/fetch-json';
import { LocaleProvider } from './language';
import { usePrintInLight } from './printing';
import { ShortcutsProvider } from './shortcuts';
import { ToastProvider } from './toast';
import type { ReactNode } from 'react';
import type { Language } from '#api/language';

/** Context for the client components of every page. */
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
  usePrintInLight();
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

/** No refetch by time, because events announce changes; no retry, because an API error is final. */
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
