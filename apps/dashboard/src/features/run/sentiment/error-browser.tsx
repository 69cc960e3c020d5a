'use client';

import { runSentimentMessages } from '#i18n/run-sentiment';
import { formatProbability } from '#components/format';
import { useMessages } from '#components/language';
import { SHOWS } from '#api/names';
import { TextBrowser } from '../texts/text-browser';
import { Judged, TextRow } from '../texts/text-row';
import type { Show } from '#api/names';
import type { ClassPair } from './class-pair';

/** Reviews sorted by the model's error, in pages. */
export function ErrorBrowser({
  id,
  split,
  output,
  names,
  threshold,
  hasModel,
  show,
  page,
  onChange,
}: {
  id: string;
  split: string;
  output: string | undefined;
  names: ClassPair;
  threshold: number;
  hasModel: boolean;
  show: Show;
  /** From 1. */
  page: number;
  /** null is the first page. */
  onChange(change: { show?: Show; page: number | null }): void;
}) {
  const text = useMessages(runSentimentMessages);
  return (
    <TextBrowser
      {...{ id, split, output, page }}
      title={text.errors}
      words={text}
      query={{ show, threshold: String(threshold), sort: 'error' }}
      onPage={(page) => onChange({ page })}
      filters={
        <select
          aria-label={text.show}
          value={show}
          onChange={({ target }) => onChange({ show: target.value as Show, page: null })}
        >
          {SHOWS.map((one) => (
            <option key={one} value={one}>
              {text.shows[one]}
            </option>
          ))}
        </select>
      }
    >
      {(data) =>
        data.kind === 'sentiment' &&
        data.rows.map(({ index, label, probability, ...review }) => {
          const isFinite = Number.isFinite(probability);
          return (
            <TextRow key={index} {...{ id, output }} {...review} hasModel={hasModel}>
              <span>
                {text.actual} <strong>{names[label]}</strong>
              </span>
              <Judged isRight={isFinite && Number(probability >= threshold) === label}>
                {text.probability} <strong>{formatProbability(probability)}</strong>
              </Judged>
            </TextRow>
          );
        })
      }
    </TextBrowser>
  );
}
