'use client';

import { createContext, useContext } from 'react';
import type { Language } from '../messages';

/** The page's language for client components; the layout provides it. */
export const LanguageContext = createContext<Language>('en');

export function useLanguage(): Language {
  return useContext(LanguageContext);
}
