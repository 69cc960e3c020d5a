'use client';

import { metricInfoOf, splitMetricKey } from '@rnn-lab/runs/metrics';
import { headlineOf } from '#api/headline';
import { halfByRows } from '#api/seed-sets';
import { runHeadlineMessages } from '#i18n/run-headline';
import { formatValue } from '#components/format';
import { useLanguage, useMessages } from '#components/language';
import { metricTitle } from '#components/metric-title';
import { usePin } from '#components/pins/pins';
import { Unit } from '#components/unit';
import styles from './headline.module.css';
import { verdictOf } from './verdict';
import type { MetricKey, Run } from '@rnn-lab/runs';

/** What came out of a run: its deciding metric with its interval, and in one sentence whether that is good. */
export function Headline({ id, run }: { id: string; run: Run }) {
  return headlineOf(run).map((key) => <Figure key={key} {...{ id, run }} metric={key} />);
}

function Figure({ id, run, metric: key }: { id: string; run: Run; metric: MetricKey }) {
  const text = useMessages(runHeadlineMessages);
  const language = useLanguage();
  const [split, metric] = splitMetricKey(key);
  const value = run.results[split]?.[metric] ?? NaN;
  const rows = run.dataset?.rows[split];
  const half = halfByRows(key, value, rows);
  const verdict = verdictOf(id, run, key, usePin(run.experiment), language);
  return (
    <div className={styles.headline}>
      <p className={styles.title}>{metricTitle(key, language)}</p>
      <p className={styles.figure}>
        <strong>{formatValue(value)}</strong> <Unit unit={metricInfoOf(metric, run.metricInfo).unit} />
        {half !== null && rows !== undefined && (
          <>
            {text.interval(formatValue(half))} <small>{text.intervalAbout(rows.toLocaleString('en'))}</small>
          </>
        )}
      </p>
      {verdict !== '' && <p className={styles.verdict}>{verdict}</p>}
    </div>
  );
}
