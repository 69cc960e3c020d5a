'use client';

import { useLanguage, useTimeZone } from './language';

/** A moment (ISO 8601) in the viewer's time zone, as `2026-11-24 22:16`; `long` with seconds. */
export function Moment({ at, long = false }: { at: string; long?: boolean }) {
  const language = useLanguage();
  const timeZone = useTimeZone();
  // Node's and the browser's words for it may differ, which the element below must bear.
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', timeZone });
  // Swedish is the language whose usual form is ISO's.
  const iso = new Intl.DateTimeFormat('sv', {
    dateStyle: 'short',
    timeStyle: long ? 'medium' : 'short',
    timeZone,
  });
  return (
    <time dateTime={at} title={full.format(new Date(at))} suppressHydrationWarning>
      {iso.format(new Date(at))}
    </time>
  );
}
