export const LANGUAGES = { en: 'English', ko: '한국어' };
export type Language = keyof typeof LANGUAGES;

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && value in LANGUAGES;
}
