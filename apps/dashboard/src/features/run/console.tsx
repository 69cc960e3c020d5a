'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runPath } from '#api/links';
import { runMessages } from '#i18n/run';
import { getJson } from '#components/connection/fetch-json';
import { useSentence } from '#components/failure';
import { useMessages } from '#components/language';
import styles from './console.module.css';
import foldStyles from './fold.module.css';
import type { ConsolePage } from '#api/run';

/** Milliseconds between two looks at a running run's output. */
const LOOK_EVERY = 2_000;
/** Looks once it has ended: the command prints its last lines after that. */
const LAST_LOOKS = 3;

/** What the run's command has printed; read once it is opened. */
export function Console({ id, isRunning }: { id: string; isRunning: boolean }) {
  const messages = useMessages(runMessages);
  const sentenceOf = useSentence();
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['console', id, isRunning],
    queryFn: ({ signal }) => getJson<ConsolePage>(`${runPath(id)}/console`, signal),
    enabled: isOpen,
    refetchInterval: ({ state }) => (isRunning || state.dataUpdateCount < LAST_LOOKS) && LOOK_EVERY,
    placeholderData: (before) => before,
  });
  return (
    <details
      id="console"
      className={foldStyles.fold}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <h2>{messages.console}</h2>
      </summary>
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {data &&
        (data.text ? (
          <pre className={styles.output} tabIndex={0}>
            {data.text}
          </pre>
        ) : (
          <p className="quiet">{messages.noConsole}</p>
        ))}
    </details>
  );
}
