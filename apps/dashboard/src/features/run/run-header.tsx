'use client';

import Link from 'next/link';
import { RUNS_PAGE } from '#api/links';
import { runMessages } from '#i18n/run';
import { useLanguage, useMessages } from '#components/language';
import { Timestamp } from '#components/timestamp';
import headStyles from '#components/page-head.module.css';
import { PinBadge } from '#components/pins/pin-badge';
import { StatusBadge } from '#components/status';
import { RunDuration } from '#components/run-duration';
import { Actions } from './actions';
import styles from './run-header.module.css';
import { TrainingSpeed } from './training-speed-text';
import type { RunDetail } from '#api/run';
import type { RunCurves } from './use-run';

/** While the run is live, its progress has the speed. */
export function RunHeader({ detail, curves }: { detail: RunDetail; curves: RunCurves }) {
  const text = useMessages(runMessages);
  const language = useLanguage();
  const { id, run, annotations } = detail;
  return (
    <header>
      <nav aria-label={text.back} className={headStyles.back}>
        <Link href={RUNS_PAGE}>← {text.back}</Link>
      </nav>
      <div className={headStyles.titleLine}>
        <div>
          <h1>{(run?.title[language] ?? '') || id}</h1>
          <p className={headStyles.subtitle}>
            <StatusBadge status={run?.status ?? 'broken'} />
            {annotations.archived && <span className={styles.badge}>{text.archivedBadge}</span>}
            <PinBadge id={id} experiment={run?.experiment} />
            {run?.model && <span>{run.model.name}</span>}
            <code>{id}</code>
            {run && <Timestamp at={run.startedAt} />}
            {run && (
              <span>
                <RunDuration run={run} />
              </span>
            )}
            {run && run.status !== 'running' && <TrainingSpeed run={run} curves={curves} />}
          </p>
        </div>
        <Actions detail={detail} />
      </div>
    </header>
  );
}
