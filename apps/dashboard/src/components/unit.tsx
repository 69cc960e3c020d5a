'use client';

import { unitLabel } from './metric-title';
import { useLanguage } from './language';

/** A metric's unit in small print; nothing if it has none. */
export function Unit({ unit }: { unit: string | undefined }) {
  const language = useLanguage();
  return unit !== undefined && <small>{unitLabel(unit, language)}</small>;
}
