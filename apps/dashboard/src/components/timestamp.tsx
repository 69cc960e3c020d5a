'use client';

import { useMemo } from 'react';
import { useLanguage, useTimeZone } from './language';

/** A moment (ISO 8601) in the viewer's time zone, as `2026-11-24 22:16`; `long` with seconds. */
export function Timestamp({ at, long = false }: { at: string; long?: boolean }) {
  const language = useLanguage();
  const timeZone = useTimeZone();
  const { full, iso } = useMemo(() => {
    const date = new Date(at);
    const time = long ? 'medium' : 'short';
    return {
      full: new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', timeZone }).format(
        date,
      ),
      // Swedish is the language whose usual form is ISO's.
      iso: new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: time, timeZone }).format(date),
    };
  }, [at, long, language, timeZone]);
  // Node's and the browser's words for it may differ, which the element below must bear.
  return (
    <time dateTime={at} title={full} suppressHydrationWarning>
      {iso}
    </time>
  );
}
