import { verdictsOf } from '@rnn-lab/runs/baselines';
import { splitMetricKey } from '@rnn-lab/runs/metrics';
import { measuredDetail, pinDifference } from '#api/pin-difference';
import { halfOfDifference } from '#api/seed-sets';
import { runHeadlineMessages } from '#i18n/run-headline';
import { formatValue } from '#components/format';
import { pinName } from '#components/pins/pin-name';
import { baselineName } from './baseline-name';
import type { MetricKey, Run } from '@rnn-lab/runs';
import type { Language } from '#api/language';
import type { Pin } from '#api/pins';

/** Whether a run's result is good, in one sentence: beside the baselines that need no network, and the pinned one. */
export function verdictOf(
  id: string,
  run: Run,
  key: MetricKey,
  pin: Pin | undefined,
  language: Language,
): string {
  const text = runHeadlineMessages[language];
  const isPinned = pin?.runs.includes(id);
  const compared = pin && !isPinned ? againstPin(run, key, pin, language) : null;
  const baselines = againstBaselines(run, key, compared === null, language);
  const clauses = [baselines, compared].filter((clause) => clause !== null);
  const sentence = clauses.length > 0 ? text.verdict(clauses) : '';
  return isPinned ? `${sentence} ${text.isPinned}`.trim() : sentence;
}

function againstBaselines(run: Run, key: MetricKey, isLast: boolean, language: Language): string | null {
  const text = runHeadlineMessages[language];
  const [split, metric] = splitMetricKey(key);
  const verdict = verdictsOf(run, split).find((each) => each.metric === metric);
  if (!verdict) return null;
  const { better, best, lead } = verdict;
  if (lead === 0) return text.equalsBaseline(baselineName(best, language), isLast);
  const value = run.results[split]?.[metric] ?? NaN;
  // Only accuracies have such an interval, and of them more is better.
  const half = halfOfDifference(key, value, value - lead, run.dataset?.rows[split]);
  const by = formatValue(Math.abs(lead)) + (half === null ? '' : ` ± ${formatValue(half)}`);
  const isMoreThanNoise = half === null ? null : Math.abs(lead) > half;
  if (better.length === 0)
    return text.beatsBaselines(baselineName(best, language), by, isMoreThanNoise, isLast);
  const names = better.map((name) => baselineName(name, language));
  return text.losesToBaselines(names, by, isMoreThanNoise, isLast);
}

function againstPin(run: Run, key: MetricKey, pin: Pin, language: Language): string | null {
  const text = runHeadlineMessages[language];
  const [split, metric] = splitMetricKey(key);
  if (!pin.run) return null;
  const name = pinName(pin, language);
  const found = pinDifference(pin, key, measuredDetail(run, run.results[split]?.[metric] ?? NaN));
  if (!found) return text.doesNotCompare(name);
  const { difference, isBetter, isMoreThanNoise } = found;
  const by = formatValue(Math.abs(difference));
  if (difference === 0) return text.equalsPin(name);
  if (isBetter === null) return text.differsFromPin(name, by);
  return (isBetter ? text.betterThanPin : text.worseThanPin)(name, by, isMoreThanNoise);
}
