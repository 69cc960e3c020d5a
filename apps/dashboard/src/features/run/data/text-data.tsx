'use client';

import { useMemo, useState } from 'react';
import { classNames } from '#api/classes';
import { commonMessages } from '#i18n/common';
import { runDataMessages } from '#i18n/run-data';
import { Chart, roleColor } from '#components/chart';
import { formatShare } from '#components/format';
import { useMessages } from '#components/language';
import { useClassPair } from '#components/class-pair';
import sectionStyles from '../section.module.css';
import { BarTable } from '#components/bar-table';
import { AccuracyTables } from './accuracy-tables';
import styles from './data.module.css';
import type { DataSummary, Run } from '@rnn-lab/runs';
import type { ChartSeries } from '#components/chart';
import type { RunDetail } from '#api/run';

type TextSummary = Extract<DataSummary, { kind: 'text' }>;
type SplitSummary = TextSummary['splits']['train'];
type SplitName = keyof TextSummary['splits'];
const SPLITS = ['train', 'validation', 'test'] as const satisfies SplitName[];

/** A split's classes, lengths and unknown tokens, and how often the model is right by them. */
export function TextData({ data, detail, run }: { data: TextSummary; detail: RunDetail; run: Run }) {
  const text = useMessages(runDataMessages);
  const { splits: names } = useMessages(commonMessages);
  const [chosen, setChosen] = useState<SplitName>('train');
  const splits = SPLITS.filter((split) => data.splits[split]);
  const summary = data.splits[chosen] ?? data.splits.train;
  // The trainer counts a training file as a whole, validation texts included.
  const hasValidation = data.splits.train.texts > (run.dataset?.rows.train ?? Infinity);
  const nameOf = (split: SplitName) =>
    split === 'train' && hasValidation ? text.trainAndValidation : names[split];
  return (
    <>
      <div className={styles.splits} role="group" aria-label={text.data}>
        {splits.map((split) => (
          <button key={split} type="button" aria-pressed={split === chosen} onClick={() => setChosen(split)}>
            {nameOf(split)}
          </button>
        ))}
      </div>
      <Totals summary={summary} />
      <div className={sectionStyles.charts}>
        <Lengths id={detail.id} split={chosen} summary={summary} maxLength={data.maxLength} />
        <Classes summary={summary} run={run} />
        <UnknownTokens summary={summary} />
      </div>
      {detail.predictions.some((split) => split === chosen) && (
        <AccuracyTables id={detail.id} split={chosen} outputs={Object.keys(run.outputs)} />
      )}
    </>
  );
}

function Totals({ summary }: { summary: SplitSummary }) {
  const text = useMessages(runDataMessages);
  const { texts, tokens, unknown, cutTexts, lengths } = summary;
  const facts = [
    [text.texts, texts.toLocaleString('en')],
    [text.perText, (tokens / Math.max(1, texts)).toFixed(1)],
    [text.longest, lengths.longest.toLocaleString('en')],
    [text.unknownShare, formatShare(unknown, Math.max(1, tokens))],
    [text.cutShare, formatShare(cutTexts, Math.max(1, texts))],
  ];
  return (
    <dl className={styles.totals}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Lengths({
  id,
  split,
  summary,
  maxLength,
}: {
  id: string;
  split: SplitName;
  summary: SplitSummary;
  maxLength: number;
}) {
  const text = useMessages(runDataMessages);
  const { width, counts, longer } = summary.lengths;
  const end = width * counts.length;
  const series = useMemo(
    (): ChartSeries[] => [
      {
        key: 'texts',
        label: text.texts,
        color: roleColor('target'),
        x: counts.map((_, i) => (i + 0.5) * width),
        y: counts,
        style: 'bars',
      },
    ],
    [counts, width, text],
  );
  const marks = useMemo(
    // A text with exactly that many tokens is not cut.
    () => (maxLength < end ? [{ x: maxLength + 1, label: text.cutAt(maxLength) }] : []),
    [maxLength, end, text],
  );
  return (
    <div>
      <Chart
        title={text.lengths}
        series={series}
        marks={marks}
        xRange={[0, end]}
        xLabel={text.length}
        yLabel={text.texts}
        tellsEnds={false}
        name={`${split}-lengths`}
        fileName={`${id}-${split}-lengths`}
        height={220}
      />
      <p className="quiet">
        {text.lengthsNote(width)} {longer > 0 && text.longer(longer, end)} {text.cutNote}
      </p>
    </div>
  );
}

function Classes({ summary, run }: { summary: SplitSummary; run: Run }) {
  const text = useMessages(runDataMessages);
  const pair = useClassPair(run.classes);
  const { classes, texts } = summary;
  // Of a model with several outputs, the summary doesn't say which one its labels are of.
  const names = classes.length === 2 ? pair : classNames(run.classes, classes.length);
  return (
    <BarTable
      title={text.classes}
      columns={[text.class, text.texts, text.share]}
      rows={classes.map((count, label) => ({
        name: names[label],
        count,
        value: formatShare(count, Math.max(1, texts)),
        share: count / Math.max(1, texts),
      }))}
    />
  );
}

function UnknownTokens({ summary: { unknownTokens, unknown } }: { summary: SplitSummary }) {
  const text = useMessages(runDataMessages);
  return (
    <section className={styles.unknown}>
      <h3>{text.unknownTokens}</h3>
      {unknownTokens.length === 0 && <p className="quiet">{unknown > 0 ? text.unnamed : text.noUnknown}</p>}
      <ol>
        {unknownTokens.map(({ token, count }) => (
          <li key={token}>
            {token} <small>{count.toLocaleString('en')}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
