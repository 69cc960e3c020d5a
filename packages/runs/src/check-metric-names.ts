import { RunsError } from './errors';
import { isMetricName, LINE_FIELDS } from './metrics';
import type { MetricInfos } from './metrics';

/** @throws RunsError `metric-name` if a metric can't have its name */
export function checkMetricNames(infos: MetricInfos = {}): void {
  const name = Object.keys(infos).find((each) => !isMetricName(each));
  if (name === undefined) return;
  throw new RunsError(
    'metric-name',
    `A metric can't be named ${JSON.stringify(name)}; choose a name of at most 100 printable characters that isn't a field ` +
      `of metrics.jsonl (${LINE_FIELDS.join(', ')}) or of every JavaScript object.`,
    { name },
  );
}
