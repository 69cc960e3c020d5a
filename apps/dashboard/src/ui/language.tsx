'use client';

import { createContext, useContext } from 'react';
import type { Language } from '../messages/language';
import type { ReactNode } from 'react';

interface Locale {
  language: Language;
  /** IANA name of the server's time zone, in which the first paint shows moments. */
  timeZone: string;
}

const LocaleContext = createContext<Locale>({ language: 'en', timeZone: 'UTC' });

export function LocaleProvider({ children, ...locale }: Locale & { children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

export function useLanguage(): Language {
  return useLocale().language;
}

/** The texts of one of src/messages in the language of the page. */
export function useMessages<T>(messages: Record<Language, T>): T {
  return messages[useLanguage()];
}
