'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useDeferredValue, useEffect, useEffectEvent } from 'react';
import { getJson } from '../connection/fetch-json';
import { Failure } from '../failure';
import { PAGE_SIZE, Pager } from '../pager';
import styles from './text-browser.module.css';
import type { ReactNode } from 'react';

/** Classified texts that a query selects, in pages. */
export function TextBrowser<Page extends { total: number }>({
  title,
  words,
  pathOf,
  page,
  onPage,
  filters,
  children,
}: {
  title: string;
  /** What the texts are called. */
  words: { search: string; found(count: string): string; none: string };
  /** The path in the API of the texts with these words (`q`), from `offset`, at most `limit`. */
  pathOf(query: Readonly<Record<string, string>>): string;
  /** From 1. */
  page: number;
  /** null is the first page. */
  onPage(page: number | null): void;
  /** Controls that change what the path selects. */
  filters: ReactNode;
  /** The rows of a page. */
  children(page: Page): ReactNode;
}) {
  const [q, setQ] = useQueryState(
    'q',
    parseAsString.withDefault('').withOptions({ limitUrlUpdates: { method: 'debounce', timeMs: 200 } }),
  );
  const path = useDeferredValue(
    pathOf({ q, offset: String((page - 1) * PAGE_SIZE), limit: String(PAGE_SIZE) }),
  );
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['reviews', path],
    queryFn: ({ signal }) => getJson<Page>(path, signal),
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
      <Pager label={title} {...{ page, pages, onPage }} />
    </section>
  );
}
