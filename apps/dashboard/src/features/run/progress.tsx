'use client';

import { runMessages } from '#i18n/run';
import { useLostSince } from '#components/connection/connection';
import { useMessages } from '#components/language';
import { plannedSteps } from '#components/live-curves/follow-curves';
import { RunPhase } from '#components/run-phase';
import styles from './progress.module.css';
import { TrainingSpeed } from './training-speed-text';
import { useTabTitle } from './use-tab-title';
import type { Run } from '@rnn-lab/runs';
import type { RunDetail } from '#api/run';
import type { RunCurves } from './use-run';

/** What a running run does, and how far its training is. */
export function Progress({ detail: { run }, curves }: { detail: RunDetail; curves: RunCurves }) {
  const text = useMessages(runMessages);
  const isLost = useLostSince() !== null;
  const training = run?.status === 'running' ? trainingProgress(run, curves) : null;
  const percent = training && `${Math.floor(training.share * 100)}%`;
  useTabTitle(percent);
  if (run?.status !== 'running') return null;
  return (
    <p className={styles.progress} data-lost={isLost || undefined}>
      {/* Without a value, the bar shows that something goes on. */}
      <progress value={training?.share} max={1} aria-label={text.progress} />
      {training && (
        <span>
          {percent} · {text.epochOf(training.epoch, training.epochs)}
        </span>
      )}
      <RunPhase run={run} />
      {run.phase?.name !== 'evaluating' && <TrainingSpeed run={run} curves={curves} />}
    </p>
  );
}

/** null before the first step, after the last, or if the number of steps isn't known. */
function trainingProgress(run: Run, curves: RunCurves) {
  const all = Object.values(curves).flatMap((page) => page?.curves ?? []);
  const lastStep = Math.max(0, ...all.map((curve) => curve.lastStep));
  const stepsPerEpoch = plannedSteps(run);
  const { epochs } = run.params;
  const isTraining = run.phase === null || run.phase.name === 'training';
  if (!isTraining || lastStep === 0 || !stepsPerEpoch || typeof epochs !== 'number') return null;
  return {
    share: Math.min(1, lastStep / (stepsPerEpoch * epochs)),
    epoch: Math.min(epochs, Math.ceil(lastStep / stepsPerEpoch)),
    epochs,
  };
}
