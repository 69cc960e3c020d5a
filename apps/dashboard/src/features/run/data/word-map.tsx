'use client';

import { useMemo } from 'react';
import { runDataMessages } from '#i18n/run-data';
import { useMessages } from '#components/language';
import { placeWords } from './place-words';
import styles from './embedding.module.css';
import type { EmbeddingMap } from '#api/data';

/** In the units of the view box, which the page scales. */
const WIDTH = 440;
const HEIGHT = 340;
const FONT_SIZE = 12;
/** Words that a screen reader reads of the map. */
const READ_OUT = 20;

/** Words by two coordinates. A click on one chooses it; with the keyboard, the search beside it does the same. */
export function WordMap({
  words,
  chosen,
  onChoose,
}: {
  words: EmbeddingMap['words'];
  chosen: string;
  onChoose(word: string): void;
}) {
  const text = useMessages(runDataMessages);
  const placed = useMemo(
    () => placeWords(words, { width: WIDTH, height: HEIGHT, fontSize: FONT_SIZE }),
    [words],
  );
  const label = text.mapLabel(
    words
      .slice(0, READ_OUT)
      .map(({ word }) => word)
      .join(', '),
  );
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={styles.map}
      role="img"
      aria-label={label}
      onClick={({ target }) => {
        const word = (target as Element).closest('g')?.dataset.word;
        if (word) onChoose(word);
      }}
    >
      {placed.map(({ word, x, y, isNamed }) => (
        <g key={word} data-word={word} data-chosen={word === chosen}>
          <title>{word}</title>
          {isNamed || word === chosen ? (
            <text x={x} y={y} fontSize={FONT_SIZE} textAnchor="middle" dominantBaseline="central">
              {word}
            </text>
          ) : (
            <circle cx={x} cy={y} r={3} />
          )}
        </g>
      ))}
    </svg>
  );
}
