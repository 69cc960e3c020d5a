'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runPath } from '#api/links';
import { runDataMessages } from '#i18n/run-data';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { formatShare } from '#components/format';
import { useMessages } from '#components/language';
import { NearestWords } from './nearest-words';
import { WordMap } from './word-map';
import styles from './embedding.module.css';
import type { EmbeddingMap } from '#api/data';

/** The words as a model has learned them; read once it is opened. */
export function Embedding({ id }: { id: string }) {
  const text = useMessages(runDataMessages);
  const [isOpen, setOpen] = useState(false);
  const [word, setWord] = useState('');
  const { data, error } = useQuery({
    queryKey: ['embedding', id],
    queryFn: ({ signal }) => getJson<EmbeddingMap>(`${runPath(id)}/embedding`, signal),
    enabled: isOpen,
  });
  return (
    <details className={styles.embedding} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h3>{text.embedding}</h3>
      </summary>
      {error && <Failure error={error} />}
      {data && (
        <>
          <p className="quiet">{text.embeddingNote(data.size, data.dimension)}</p>
          <div className={styles.columns}>
            <figure>
              <figcaption>{text.map}</figcaption>
              <WordMap words={data.words} chosen={word} onChoose={setWord} />
              <p className="quiet">
                {text.mapNote(data.words.length, formatShare(data.variance[0] + data.variance[1], 1))}
              </p>
            </figure>
            {/* A word that the map chooses replaces what was typed. */}
            <NearestWords key={word} id={id} word={word} onChoose={setWord} />
          </div>
        </>
      )}
    </details>
  );
}
