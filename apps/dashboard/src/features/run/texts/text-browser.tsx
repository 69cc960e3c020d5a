'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useDeferredValue, useEffect, useEffectEvent } from 'react';
import { predictionsPath } from '#api/links';
import { runTextsMessages } from '#i18n/run-texts';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { Button } from '#components/button';
import { useMessages } from '#components/language';
import styles from './text-browser.module.css';
import type { ReactNode } from 'react';
import type { PredictionsPage } from '#api/predictions';

const PAGE_SIZE = 25;

/** Classified texts that a query selects, in pages. */
export function TextBrowser({
  id,
  split,
  output,
  title,
  words,
  query: selection,
  page,
  onPage,
  filters,
  children,
}: {
  id: string;
  split: string;
  output: string | undefined;
  title: string;
  /** What the texts are called. */
  words: { search: string; found(count: string): string; none: string };
  /** The query of GET /predictions, except for words and page. */
  query: Readonly<Record<string, string>>;
  /** From 1. */
  page: number;
  /** null is the first page. */
  onPage(page: number | null): void;
  /** Controls that change `query`. */
  filters: ReactNode;
  /** The rows of a page. */
  children(page: PredictionsPage): ReactNode;
}) {
  const text = useMessages(runTextsMessages);
  const [q, setQ] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ limitUrlUpdates: { method: 'debounce', timeMs: 200 } }),
  );
  const path = useDeferredValue(
    predictionsPath(
      { id, split, output },
      { q, ...selection, offset: String((page - 1) * PAGE_SIZE), limit: String(PAGE_SIZE) },
    ),
  );
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['reviews', path],
    queryFn: ({ signal }) => getJson<PredictionsPage>(path, signal),
    placeholderData: keepPreviousData,
  });
  const pages = Math.max(1, Math.ceil((data?.total ?? 0) / PAGE_SIZE));
  const isBeyond = data !== undefined && !isPlaceholderData && page > pages;
  const toLastPage = useEffectEvent(() => onPage(pages));
  useEffect(() => {
    if (isBeyond) toLastPage();
  }, [isBeyond]);

  return (
    <section aria-labelledby="errors" className={styles.texts}>
      <h3 id="errors">{title}</h3>
      <div className={styles.filters} role="search">
        <input
          type="search"
          value={q}
          placeholder={words.search}
          aria-label={words.search}
          onChange={({ target }) => {
            void setQ(target.value);
            onPage(null);
          }}
        />
        {filters}
        <output className="quiet">{data && words.found(data.total.toLocaleString('en'))}</output>
      </div>
      {error && <Failure error={error} />}
      {data?.total === 0 && <p className="quiet">{words.none}</p>}
      <ol className={styles.rows} aria-busy={isPlaceholderData}>
        {data && children(data)}
      </ol>
      {pages > 1 && (
        <nav className={styles.pages} aria-label={title}>
          <Button disabled={page <= 1} onClick={() => onPage(page - 1)}>
            {text.previous}
          </Button>
          <span>{text.page(page.toLocaleString('en'), pages.toLocaleString('en'))}</span>
          <Button disabled={page >= pages} onClick={() => onPage(page + 1)}>
            {text.next}
          </Button>
        </nav>
      )}
    </section>
  );
}
