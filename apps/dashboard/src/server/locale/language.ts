import { cookies, headers } from 'next/headers';
import { isLanguage } from '#api/language';
import type { Language } from '#api/language';

/** The chosen language, else the browser's first supported one, else English. */
export async function currentLanguage(): Promise<Language> {
  const chosen = (await cookies()).get('language')?.value;
  if (isLanguage(chosen)) return chosen;
  const accepted = (await headers()).get('accept-language') ?? '';
  return /\b(en|ko)\b/i.exec(accepted)?.[1].toLowerCase() === 'ko' ? 'ko' : 'en';
}
