import { baselineLabelOf } from '@rnn-lab/runs/labels';
import type { Language } from '#api/language';

/** A baseline's name in the page's language; unknown names are shown as they are. */
export function baselineName(name: string, language: Language): string {
  return baselineLabelOf(name)?.[language] ?? name;
}
