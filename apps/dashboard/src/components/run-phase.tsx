'use client';

import { commonMessages } from '#i18n/common';
import { formatDuration } from './format';
import { useLanguage, useMessages } from './language';
import type { Run } from '@rnn-lab/runs';

/** What a running run does, and how long that is likely to take; nothing if it doesn't say. */
export function RunPhase({ run: { status, phase, heartbeatAt } }: { run: PhaseTimes }) {
  const text = useMessages(commonMessages);
  const language = useLanguage();
  if (status !== 'running' || !phase) return null;
  const { name, expectedEndAt } = phase;
  // Both times are of the training machine's clock, which may differ from this browser's.
  const left = expectedEndAt && heartbeatAt ? Date.parse(expectedEndAt) - Date.parse(heartbeatAt) : null;
  return (
    <span>
      {text.phase[name]}
      {left !== null && ` · ${text.left(formatDuration(Math.max(0, left / 1000), language, 1))}`}
    </span>
  );
}

type PhaseTimes = Pick<Run, 'phase' | 'heartbeatAt'> & { status: string };
