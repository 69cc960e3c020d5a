'use client';

import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { setCookie } from './cookie';
import type { ReactNode } from 'react';
import type { Language } from '#api/language';

interface Locale {
  language: Language;
  /** IANA time zone of the first paint: the viewer's if a cookie has it, else the server's. */
  timeZone: string;
}

export const LocaleContext = createContext<Locale>({ language: 'en', timeZone: 'UTC' });

export function LocaleProvider({ children, ...locale }: Locale & { children: ReactNode }) {
  useEffect(() => setCookie('time-zone', viewersZone()), []);
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

export function useLanguage(): Language {
  return useLocale().language;
}

/** IANA name of the viewer's time zone. */
export function useTimeZone(): string {
  const { timeZone } = useLocale();
  return useSyncExternalStore(never, viewersZone, () => timeZone);
}

/** A module's messages from src/i18n in the page's language. */
export function useMessages<T>(messages: Record<Language, T>): T {
  return messages[useLanguage()];
}

function never() {
  return () => undefined;
}

/** Cached: the lookup is slow, and React reads the snapshot at every render. */
let zone: string | undefined;

function viewersZone(): string {
  zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
}
