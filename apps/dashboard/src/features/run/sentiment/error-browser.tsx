'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useDeferredValue, useEffect, useEffectEvent } from 'react';
import { predictionsPath } from '#api/links';
import { runSentimentMessages } from '#i18n/run-sentiment';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { Button } from '#components/button';
import { useMessages } from '#components/language';
import { SHOWS } from '#api/names';
import styles from './error-browser.module.css';
import { Review } from './review';
import type { PredictionsPage } from '#api/predictions';
import type { Show } from '#api/names';

const PAGE_SIZE = 25;

/** Reviews sorted by the model's error, in pages. */
export function ErrorBrowser({
  id,
  split,
  threshold,
  hasModel,
  show,
  page,
  onChange,
}: {
  id: string;
  split: string;
  threshold: number;
  hasModel: boolean;
  show: Show;
  /** From 1. */
  page: number;
  /** null is the first page. */
  onChange(change: { show?: Show; page: number | null }): void;
}) {
  const text = useMessages(runSentimentMessages);
  const [q, setQ] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ limitUrlUpdates: { method: 'debounce', timeMs: 200 } }),
  );
  const query = useDeferredValue(
    String(
      new URLSearchParams({
        q,
        show,
        threshold: String(threshold),
        sort: 'error',
        offset: String((page - 1) * PAGE_SIZE),
        limit: String(PAGE_SIZE),
      }),
    ),
  );
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['reviews', id, split, query],
    queryFn: ({ signal }) => getJson<PredictionsPage>(`${predictionsPath(id, split)}?${query}`, signal),
    placeholderData: keepPreviousData,
  });
  const rows = data?.kind === 'sentiment' ? data.rows : [];
  const pages = Math.max(1, Math.ceil((data?.total ?? 0) / PAGE_SIZE));
  const isBeyond = data !== undefined && !isPlaceholderData && page > pages;
  const toLastPage = useEffectEvent(() => onChange({ page: pages }));
  useEffect(() => {
    if (isBeyond) toLastPage();
  }, [isBeyond]);

  return (
    <section aria-labelledby="errors" className={styles.errors}>
      <h3 id="errors">{text.errors}</h3>
      <div className={styles.filters} role="search">
        <input
          type="search"
          value={q}
          placeholder={text.search}
          aria-label={text.search}
          onChange={({ target }) => {
            void setQ(target.value);
            onChange({ page: null });
          }}
        />
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
        <output className="quiet">{data && text.found(data.total.toLocaleString('en'))}</output>
      </div>
      {error && <Failure error={error} />}
      {data?.total === 0 && <p className="quiet">{text.none}</p>}
      <ol className={styles.reviews} aria-busy={isPlaceholderData}>
        {rows.map((review) => (
          <Review key={review.index} {...{ id, review, threshold, hasModel }} />
        ))}
      </ol>
      {pages > 1 && (
        <nav className={styles.pages} aria-label={text.errors}>
          <Button disabled={page <= 1} onClick={() => onChange({ page: page - 1 })}>
            {text.previous}
          </Button>
          <span>{text.page(page.toLocaleString('en'), pages.toLocaleString('en'))}</span>
          <Button disabled={page >= pages} onClick={() => onChange({ page: page + 1 })}>
            {text.next}
          </Button>
        </nav>
      )}
    </section>
  );
}
