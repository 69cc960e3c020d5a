import { runBaselinesMessages } from '#i18n/run-baselines';
import type { Language } from '#api/language';

/** A baseline's name in the page's language; unknown names are shown as they are. */
export function baselineName(name: string, language: Language): string {
  return (runBaselinesMessages[language].names as Record<string, string>)[name] ?? name;
}
