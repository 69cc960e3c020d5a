'use client';

import { runMessages } from '#i18n/run';
import { formatRate } from '#components/format';
import { useMessages } from '#components/language';
import { trainingSpeed } from './training-speed';
import type { Run } from '@rnn-lab/runs';
import type { RunCurves } from './use-run';

/** How many examples per second a run trains on, or trained on; nothing until that is known. */
export function TrainingSpeed({ run, curves }: { run: Run; curves: RunCurves }) {
  const text = useMessages(runMessages);
  const speed = trainingSpeed(run, curves);
  if (speed === null) return null;
  return <span title={text.examplesPerSecondAbout}>{text.examplesPerSecond(formatRate(speed))}</span>;
}
