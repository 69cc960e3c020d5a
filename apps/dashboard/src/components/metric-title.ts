import { metricLabelOf, unitLabelOf } from '@rnn-lab/runs/labels';
import { splitMetricKey } from '@rnn-lab/runs/metrics';
import { commonMessages } from '#i18n/common';
import { capitalized } from './format';
import type { MetricKey } from '@rnn-lab/runs/metrics';
import type { Language } from '#api/language';

/** A metric's label; an unknown one is shown by its own name. */
export function metricLabel(name: string, language: Language): string {
  return metricLabelOf(name)?.[language] ?? name;
}

/** A metric's label as a heading. */
export function metricHeading(name: string, language: Language): string {
  const label = metricLabelOf(name)?.[language];
  return label === undefined ? name : capitalized(label);
}

/** `test.accuracy` → "Test accuracy". */
export function metricTitle(key: MetricKey, language: Language): string {
  const [split, name] = splitMetricKey(key);
  return `${commonMessages[language].splits[split]} ${metricLabel(name, language)}`;
}

/** A unit in the page's language; an unknown one as it is. */
export function unitLabel(unit: string, language: Language): string {
  return unitLabelOf(unit)?.[language] ?? unit;
}
