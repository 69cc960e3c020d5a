'use client';

import { useMemo } from 'react';
import { useLanguage, useTimeZone } from './language';

/** A timestamp (ISO 8601) in the viewer's time zone, as `2026-11-24 22:16`; `long` adds seconds. */
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
      // Swedish formats dates like ISO 8601.
      iso: new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: time, timeZone }).format(date),
    };
  }, [at, long, language, timeZone]);
  // Node and the browser may format it differently; the element below suppresses the hydration warning.
  return (
    <time dateTime={at} title={full} suppressHydrationWarning>
      {iso}
    </time>
  );
}
