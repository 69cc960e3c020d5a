import type { Texts } from '@rnn-lab/lab';

/** The language of the help and of what the commands print. Errors, warnings, JSON and files are in English. */
export type Language = 'en' | 'ko';

/** By the locale of POSIX's variables, the first that is set; without them, of the system. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^ko([^a-z]|$)/i.test(locale) ? 'ko' : 'en';
}

const language = languageOf(process.env);

/** The text in the user's language. */
export function say(texts: Texts): string {
  return typeof texts === 'string' ? texts : texts[language];
}
