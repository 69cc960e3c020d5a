import { compareMessages } from '#i18n/compare';
import { metricTitle, unitLabel } from '#components/metric-title';
import type { Language } from '#api/language';
import type { AxisSource } from './axes';

/** What an axis over runs shows: a metric with its unit, a setting, or a parameter by its own name. */
export function axisTitle(source: AxisSource, language: Language): string {
  if (source.kind === 'metric') {
    const { key, unit } = source.column;
    const title = metricTitle(key, language);
    return unit === undefined ? title : `${title} (${unitLabel(unit, language)})`;
  }
  const text = compareMessages[language];
  return source.kind === 'field' ? text.fields[source.name as keyof typeof text.fields] : source.name;
}
