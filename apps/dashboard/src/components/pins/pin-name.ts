import { pinsMessages } from '#i18n/pins';
import type { Language } from '#api/language';
import type { Pin } from '#api/pins';

/** Names a pin's runs: the first, and how many more. */
export function pinName({ runs: [first, ...others] }: Pin, language: Language): string {
  return others.length > 0 ? pinsMessages[language].seedsOf(first, others.length + 1) : first;
}
