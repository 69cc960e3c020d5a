'use client';

import { failureSentence, problemSentence } from '#i18n/problems';
import { runMessages } from '#i18n/run';
import { useLanguage, useMessages } from '#components/language';
import { Timestamp } from '#components/timestamp';
import styles from './notice.module.css';
import type { ReactNode } from 'react';
import type { RunDetail } from '#api/run';
import type { RunCurves } from './use-run';

/** A run's problem, if it has one. */
export function Notice({
  detail: { run, problem, problemDetails },
  isRemoved,
  curves,
}: {
  detail: RunDetail;
  isRemoved: boolean;
  curves: RunCurves;
}) {
  const text = useMessages(runMessages);
  const language = useLanguage();
  const pages = Object.values(curves).filter((page) => page !== undefined);
  const unreadableLines = Math.max(0, ...pages.map((page) => page.unreadableLines));
  const replacedLines = Math.max(0, ...pages.map((page) => page.replacedLines));
  return (
    <>
      {isRemoved && <Box title={text.removedTitle} tone="bad" />}
      {problem !== null && (
        <Box title={text.brokenTitle} tone="bad">
          {problemSentence(problem, problemDetails, language)}
        </Box>
      )}
      {unreadableLines > 0 && <Box title={text.unreadableLines(unreadableLines)} tone="warn" />}
      {replacedLines > 0 && <Box title={text.replacedLines(replacedLines)} tone="warn" />}
      {run?.status === 'failed' && (
        <Box title={text.failedTitle} tone="bad">
          {failureSentence(run, language) ?? text.failedWithoutReason}
        </Box>
      )}
      {run?.earlyStopping && (
        <Box title={text.earlyStoppingTitle} tone="plain">
          {text.earlyStopping(run.earlyStopping.epoch, run.earlyStopping.bestEpoch)}
        </Box>
      )}
      {run?.status === 'interrupted' && <Box title={text.interruptedTitle} tone="warn" />}
      {run?.pruned && (
        <Box title={text.prunedTitle} tone="plain">
          {text.pruned(run.pruned)}
        </Box>
      )}
      {run?.status === 'duplicate' && (
        <Box title={text.duplicateTitle} tone="plain">
          {text.duplicate(run.duplicateOf ?? '')}
        </Box>
      )}
      {run?.status === 'stopped' && (
        <Box title={text.stoppedTitle} tone="warn">
          {text.stoppedText} <Timestamp at={run.heartbeatAt ?? run.startedAt} long />
        </Box>
      )}
    </>
  );
}

function Box({
  title,
  tone,
  children,
}: {
  title: string;
  tone: 'bad' | 'warn' | 'plain';
  children?: ReactNode;
}) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {children && <p>{children}</p>}
    </div>
  );
}
