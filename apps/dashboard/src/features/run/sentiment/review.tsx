'use client';

import { useState } from 'react';
import { runSentimentMessages } from '#i18n/run-sentiment';
import { PlaygroundLink } from '#components/playground-link';
import { useMessages } from '#components/language';
import styles from './review.module.css';
import type { SentimentPrediction } from '@rnn-lab/runs';

/** Characters above which a review is collapsed. */
const LONG = 280;

/** One review: its text, its tokens, its label and the model's prediction. */
export function Review({
  id,
  review: { text: review, tokens, label, probability },
  threshold,
  hasModel,
}: {
  id: string;
  review: SentimentPrediction;
  threshold: number;
  hasModel: boolean;
}) {
  const text = useMessages(runSentimentMessages);
  const [isOpen, setOpen] = useState(false);
  const isLong = review.length > LONG || tokens.join(' ').length > LONG;
  const isFinite = Number.isFinite(probability);
  const isWrong = !isFinite || Number(probability >= threshold) !== label;
  return (
    <li className={styles.review}>
      <div className={isLong && !isOpen ? styles.clamped : undefined}>
        <p>{review}</p>
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
        <span>
          {text.actual} <strong>{label === 1 ? text.positive : text.negative}</strong>
        </span>
        <span className={isWrong ? styles.wrong : styles.right}>
          {text.probability} <strong>{isFinite ? probability.toFixed(4) : 'NaN'}</strong>
        </span>
        {isLong && (
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? text.less : text.more}
          </button>
        )}
        {hasModel && (
          <PlaygroundLink id={id} text={review}>
            {text.tryIt}
          </PlaygroundLink>
        )}
      </p>
    </li>
  );
}
