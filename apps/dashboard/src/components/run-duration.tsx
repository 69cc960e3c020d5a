'use client';

import { useState } from 'react';
import { lastSignOf, secondsOf } from '#api/duration';
import { formatDuration } from './format';
import { useLanguage } from './language';
import { useNow } from './use-now';
import type { RunTimes } from '#api/duration';

/** A run's duration so far. */
export function RunDuration({ run }: { run: RunTimes & { status: string } }) {
  const language = useLanguage();
  return run.status === 'running' ? <RunningTime run={run} /> : formatDuration(secondsOf(run), language);
}

/**
 * Counts up from a running run's last heartbeat. The training machine's clock may differ from this browser's; the offset is
 * the smallest one seen, so that the time never goes backward.
 */
function RunningTime({ run }: { run: RunTimes }) {
  const now = useNow();
  const [ahead, setAhead] = useState(Infinity);
  const difference = now === null ? Infinity : now - lastSignOf(run) / 1000;
  if (difference < ahead) setAhead(difference);
  const counted = now === null ? 0 : now - Math.min(ahead, difference) - Date.parse(run.startedAt) / 1000;
  return formatDuration(Math.floor(Math.max(secondsOf(run), counted)), useLanguage(), 1);
}
