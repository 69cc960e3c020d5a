'use client';

import { pinDifference } from '#api/pin-difference';
import { pinsMessages } from '#i18n/pins';
import { formatDifference, formatValue } from '../format';
import { useLanguage, useMessages } from '../language';
import { pinName } from './pin-name';
import styles from './pins.module.css';
import { usePin } from './pins';
import type { MetricKey } from '@rnn-lab/runs';
import type { Measured } from '#api/pin-difference';

/** How a result differs from the pinned baseline; `ids` are the runs that it is of. Nothing if it doesn't compare, or is pinned itself. */
export function PinDelta({
  ids,
  experiment,
  metric,
  measured,
}: {
  ids: readonly string[];
  experiment: string;
  metric: MetricKey;
  measured: Measured;
}) {
  const text = useMessages(pinsMessages);
  const language = useLanguage();
  const pin = usePin(experiment);
  if (!pin || ids.every((id) => pin.runs.includes(id))) return null;
  const found = pinDifference(pin, metric, measured);
  if (!found) return null;
  const { difference, isBetter, half, isMoreThanNoise } = found;
  const written = formatDifference(difference);
  const isNoise = isMoreThanNoise === false;
  const verdict = isNoise ? text.noise : isBetter === null ? '' : isBetter ? text.better : text.worse;
  const tone = isNoise || isBetter === null ? styles.equal : isBetter ? styles.better : styles.worse;
  const interval = half === null ? '' : ` ${text.interval(formatValue(half))}`;
  return (
    <small
      className={`${styles.delta} ${tone}`}
      title={text.difference(`${written}${interval}`, pinName(pin, language))}
    >
      {written} {verdict}
    </small>
  );
}
