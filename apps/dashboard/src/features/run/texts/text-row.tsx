'use client';

import { useState } from 'react';
import { runTextsMessages } from '#i18n/run-texts';
import { PlaygroundLink } from '#components/playground-link';
import { useMessages } from '#components/language';
import styles from './text-row.module.css';
import type { ReactNode } from 'react';

/** Characters above which a text is collapsed. */
const LONG = 280;

/** One classified text: itself, its tokens, and what the model made of it. */
export function TextRow({
  id,
  output,
  text: shown,
  tokens,
  hasModel,
  children,
}: {
  id: string;
  output: string | undefined;
  text: string;
  tokens: readonly (string | null)[];
  hasModel: boolean;
  /** Label and prediction. */
  children: ReactNode;
}) {
  const text = useMessages(runTextsMessages);
  const [isOpen, setOpen] = useState(false);
  const isLong = shown.length > LONG || tokens.join(' ').length > LONG;
  return (
    <li className={styles.text}>
      <div className={isLong && !isOpen ? styles.clamped : undefined}>
        <p>{shown}</p>
        <p className={styles.tokens} aria-label={text.tokens}>
          {tokens.map((token, i) =>
            token === null ? (
              <mark key={i} title={text.unknownHelp}>
                {text.unknown}
              </mark>
            ) : (
              <span key={i}>{token}</span>
            ),
          )}
        </p>
      </div>
      <p className={styles.verdict}>
        {children}
        {isLong && (
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? text.less : text.more}
          </button>
        )}
        {hasModel && (
          <PlaygroundLink {...{ id, output }} text={shown}>
            {text.tryIt}
          </PlaygroundLink>
        )}
      </p>
    </li>
  );
}

/** A part of the verdict that is right or wrong. */
export function Judged({ isRight, children }: { isRight: boolean; children: ReactNode }) {
  return <span className={isRight ? styles.right : styles.wrong}>{children}</span>;
}
