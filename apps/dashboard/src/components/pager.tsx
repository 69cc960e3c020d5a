'use client';

import { runTextsMessages } from '#i18n/run-texts';
import { Button } from './button';
import { useMessages } from './language';
import styles from './pager.module.css';

/** Rows of a page of a list. */
export const PAGE_SIZE = 25;

/** Goes through the pages of a list; nothing if there is only one. */
export function Pager({
  label,
  page,
  pages,
  onPage,
}: {
  /** What the list is called. */
  label: string;
  /** From 1. */
  page: number;
  pages: number;
  onPage(page: number): void;
}) {
  const text = useMessages(runTextsMessages);
  if (pages < 2) return null;
  return (
    <nav className={styles.pages} aria-label={label}>
      <Button disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {text.previous}
      </Button>
      <span>{text.page(page.toLocaleString('en'), pages.toLocaleString('en'))}</span>
      <Button disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {text.next}
      </Button>
    </nav>
  );
}
