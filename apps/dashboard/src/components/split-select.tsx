'use client';

import { commonMessages } from '#i18n/common';
import { runTextsMessages } from '#i18n/run-texts';
import { useMessages } from './language';

/** Chooses one of the splits that have predictions; nothing if there is only one. */
export function SplitSelect<Split extends string>({
  splits,
  value,
  onChange,
}: {
  splits: readonly Split[];
  value: Split;
  onChange(split: string): void;
}) {
  const text = useMessages(runTextsMessages);
  const { splits: names } = useMessages(commonMessages);
  if (splits.length < 2) return null;
  return (
    <label>
      {text.split}{' '}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {splits.map((one) => (
          <option key={one} value={one}>
            {names[one as keyof typeof names] ?? one}
          </option>
        ))}
      </select>
    </label>
  );
}
