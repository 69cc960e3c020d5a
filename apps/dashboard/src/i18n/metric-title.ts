import { commonMessages } from './common';
import type { Metric, Split } from '@rnn-lab/runs';
import type { Language } from '#api/language';

/** `test.accuracy` → "Test accuracy". */
export function metricTitle(key: string, language: Language): string {
  const { splits, metrics } = commonMessages[language];
  const [split, metric] = key.split('.') as [Split, Metric];
  return `${splits[split] ?? split} ${metrics[metric] ?? metric}`;
}
