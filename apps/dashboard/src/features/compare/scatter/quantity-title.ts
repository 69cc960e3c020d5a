import { compareMessages } from '#i18n/compare';
import { axisTitle } from '../axis-title';
import type { Language } from '#api/language';
import type { Quantity } from './quantities';

/** A quantity's title; of a metric's value during training, also which one it is. */
export function quantityTitle({ source }: Quantity, language: Language): string {
  const title = axisTitle(source, language);
  if (source.kind !== 'metric' || source.column.kind === 'result') return title;
  return `${title}, ${compareMessages[language][source.column.kind]}`;
}
