'use client';

import { runMessages } from '#i18n/run';
import { useLostSince } from '#components/connection/connection';
import { useMessages } from '#components/language';
import { plannedSteps } from '#components/live-curves/follow-curves';
import styles from './progress.module.css';
import type { RunDetail } from '#api/run';
import type { RunCurves } from './use-run';

/** A running run's progress in optimizer steps. */
export function Progress({ detail: { run }, curves }: { detail: RunDetail; curves: RunCurves }) {
  const text = useMessages(runMessages);
  const isLost = useLostSince() !== null;
  const all = Object.values(curves).flatMap((page) => page?.curves ?? []);
  const lastStep = Math.max(0, ...all.map((curve) => curve.lastStep));
  if (run?.status !== 'running') return null;
  const stepsPerEpoch = plannedSteps(run);
  const { epochs } = run.params;
  if (lastStep === 0) return isLost ? null : <p className="quiet">{text.waiting}</p>;
  if (!stepsPerEpoch || typeof epochs !== 'number') return null;
  const share = Math.min(1, lastStep / (stepsPerEpoch * epochs));
  const epoch = Math.min(epochs, Math.ceil(lastStep / stepsPerEpoch));
  return (
    <p className={styles.progress} data-lost={isLost || undefined}>
      <progress value={share} max={1} aria-label={text.progress} />
      <span>
        {Math.floor(share * 100)}% · {text.epochOf(epoch, epochs)}
      </span>
    </p>
  );
}
