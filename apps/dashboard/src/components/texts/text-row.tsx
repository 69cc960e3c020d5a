'use client';

import { useState } from 'react';
import { runTextsMessages } from '#i18n/run-texts';
import { PlaygroundLink } from '../playground-link';
import { useMessages } from '../language';
import styles from './text-row.module.css';
import type { ReactNode } from 'react';

/** Characters above which a text is collapsed. */
const LONG = 280;

/** A text's tokens as fed to a model; `null` is unknown. */
export interface TokenLine {
  /** Whose they are, if there are several lines. */
  name?: string;
  tokens: readonly (string | null)[];
}

/** One classified text: itself, its tokens, and what the model made of it. */
export function TextRow({
  text: shown,
  tokenLines,
  playground,
  children,
}: {
  text: string;
  tokenLines: readonly TokenLine[];
  /** The run, and the output of a model with several, to try the text with; without it there is no link. */
  playground?: { id: string; output: string | undefined };
  /** Label and prediction. */
  children: ReactNode;
}) {
  const text = useMessages(runTextsMessages);
  const [isOpen, setOpen] = useState(false);
  const isLong =
    shown.length > LONG || tokenLines.map(({ tokens }) => tokens.join(' ')).join(' ').length > LONG;
  return (
    <li className={styles.text}>
      <div className={isLong && !isOpen ? styles.clamped : undefined}>
        <p>{shown}</p>
        {tokenLines.map(({ name, tokens }) => (
          <p key={name} className={styles.tokens} aria-label={text.tokens}>
            {name}{' '}
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
        ))}
      </div>
      <p className={styles.verdict}>
        {children}
        {isLong && (
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? text.less : text.more}
          </button>
        )}
        {playground && (
          <PlaygroundLink {...playground} text={shown}>
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
