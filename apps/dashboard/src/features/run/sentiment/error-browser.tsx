'use client';

import { predictionsPath } from '#api/links';
import { runSentimentMessages } from '#i18n/run-sentiment';
import { formatProbability } from '#components/format';
import { useMessages } from '#components/language';
import { SHOWS } from '#api/names';
import { TextBrowser } from '#components/texts/text-browser';
import { Judged, TextRow } from '#components/texts/text-row';
import type { Show } from '#api/names';
import type { PredictionsPage } from '#api/predictions';
import type { ClassPair } from '#components/class-pair';

/** Reviews sorted by the model's error, in pages. */
export function ErrorBrowser({
  id,
  split,
  output,
  names,
  threshold,
  hasPlayground,
  show,
  page,
  onChange,
}: {
  id: string;
  split: string;
  output: string | undefined;
  names: ClassPair;
  threshold: number;
  hasPlayground: boolean;
  show: Show;
  /** From 1. */
  page: number;
  /** null is the first page. */
  onChange(change: { show?: Show; page: number | null }): void;
}) {
  const text = useMessages(runSentimentMessages);
  return (
    <TextBrowser
      page={page}
      title={text.errors}
      words={text}
      pathOf={(query) =>
        predictionsPath(
          { id, split, output },
          { show, threshold: String(threshold), sort: 'error', ...query },
        )
      }
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
      {(data: PredictionsPage) =>
        data.kind === 'sentiment' &&
        data.rows.map(({ index, label, probability, text: review, tokens }) => {
          const isFinite = Number.isFinite(probability);
          return (
            <TextRow
              key={index}
              text={review}
              tokenLines={[{ tokens }]}
              playground={hasPlayground ? { id, output } : undefined}
            >
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
