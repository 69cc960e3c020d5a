'use client';

import { commonMessages } from '#i18n/common';
import { Button } from './button';
import { useMessages } from './language';
import { METRICS_AT_A_TIME } from './live-curves/curve-metrics';

/** Says how many metrics are left out, and shows more of them; nothing if all are shown. */
export function MoreMetrics({ left, onMore }: { left: number; onMore: (count: number) => void }) {
  const { moreMetrics } = useMessages(commonMessages);
  if (left <= 0) return null;
  const next = Math.min(left, METRICS_AT_A_TIME);
  return <Button onClick={() => onMore(next)}>{moreMetrics(next, left)}</Button>;
}
