import { headers } from 'next/headers';
import type { Language } from './messages';

/** The first of the browser's languages that the dashboard speaks. */
export async function browserLanguage(): Promise<Language> {
  const accepted = (await headers()).get('accept-language') ?? '';
  return /\b(en|ko)\b/i.exec(accepted)?.[1].toLowerCase() === 'ko' ? 'ko' : 'en';
}
