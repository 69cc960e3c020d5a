'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { breakdownPath } from '#api/links';
import { runDataMessages } from '#i18n/run-data';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { formatShare } from '#components/format';
import { useMessages } from '#components/language';
import sectionStyles from '../section.module.css';
import { BarTable } from '#components/bar-table';
import styles from './data.module.css';
import type { Bin, Breakdown } from '#api/data';
import type { BarRow } from '#components/bar-table';

/** How often a classifier is right by length and by unknown tokens, from its stored predictions. */
export function AccuracyTables({
  id,
  split,
  outputs,
}: {
  id: string;
  split: string;
  /** The names of the model's outputs, if it has several. */
  outputs: readonly string[];
}) {
  const text = useMessages(runDataMessages);
  // The output that the page's predictions are of.
  const [chosen] = useQueryState('output', parseAsString);
  const output = outputs.find((name) => name === chosen) ?? outputs[0];
  const { data, error } = useQuery({
    queryKey: ['breakdown', id, split, output],
    queryFn: ({ signal }) => getJson<Breakdown>(breakdownPath({ id, split, output }), signal),
  });
  if (error) return <Failure error={error} />;
  if (!data) return null;
  const { byLength, byUnknown } = data;
  if (byLength.length === 0) return <p className="quiet">{text.noBreakdown}</p>;
  const suffix = output === undefined ? '' : `: ${output}`;
  return (
    <div className={`${sectionStyles.charts} ${styles.tables}`}>
      <BarTable
        title={text.byLength + suffix}
        columns={[text.tokens, text.texts, text.accuracy]}
        rows={byLength.map((bin) =>
          rowOf(bin, bin.from === bin.to ? `${bin.from}` : `${bin.from}–${bin.to}`),
        )}
      />
      <BarTable
        title={text.byUnknown + suffix}
        columns={[text.unknownShare, text.texts, text.accuracy]}
        rows={byUnknown.map((bin) =>
          rowOf(bin, bin.to === 0 ? text.noneUnknown : text.upTo(Math.round(100 * bin.to))),
        )}
      />
    </div>
  );
}

function rowOf({ texts, correct }: Bin, name: string): BarRow {
  return { name, count: texts, value: formatShare(correct, texts), share: correct / texts };
}
