'use client';

import { useSyncExternalStore } from 'react';
import { useLocale } from './language';

/** A moment (ISO 8601) in the viewer's time zone; `long` with seconds. */
export function Moment({ at, long = false }: { at: string; long?: boolean }) {
  const { language, timeZone } = useLocale();
  const zone = useSyncExternalStore(never, viewersZone, () => timeZone);
  const format = (timeStyle: 'short' | 'medium') =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle, timeZone: zone }).format(
      new Date(at),
    );
  return (
    <time dateTime={at} title={format('medium')}>
      {format(long ? 'medium' : 'short')}
    </time>
  );
}

function never() {
  return () => undefined;
}

function viewersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
