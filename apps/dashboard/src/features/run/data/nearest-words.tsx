'use client';

import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { LONGEST_WORD } from '#api/data';
import { runPath } from '#api/links';
import { runDataMessages } from '#i18n/run-data';
import { Button } from '#components/button';
import { getJson } from '#components/connection/fetch-json';
import { Failure } from '#components/failure';
import { withMinus } from '#components/format';
import { useMessages } from '#components/language';
import styles from './embedding.module.css';
import type { Neighbors } from '#api/data';

/** The ten nearest words of a word, computed by the server. */
export function NearestWords({
  id,
  word,
  onChoose,
}: {
  id: string;
  word: string;
  onChoose(word: string): void;
}) {
  const text = useMessages(runDataMessages);
  const field = useId();
  const [typed, setTyped] = useState(word);
  const { data, error } = useQuery({
    queryKey: ['neighbors', id, word],
    queryFn: ({ signal }) =>
      getJson<Neighbors>(`${runPath(id)}/embedding/neighbors?${new URLSearchParams({ word })}`, signal),
    enabled: word !== '',
  });
  return (
    <section aria-label={text.neighbors} className={styles.nearest}>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          onChoose(typed.trim());
        }}
      >
        <label htmlFor={field}>{text.neighbors}</label>
        <div>
          <input
            id={field}
            type="search"
            value={typed}
            maxLength={LONGEST_WORD}
            placeholder={text.search}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button type="submit">{text.find}</Button>
        </div>
      </form>
      {error && <Failure error={error} />}
      <div aria-live="polite">
        {data?.word && <NeighborTable word={data.word} neighbors={data.neighbors} onChoose={onChoose} />}
        {data && !data.word && (
          <>
            <p>{text.notInVocabulary(word)}</p>
            {data.suggestions.length > 0 && (
              <p>
                {text.suggestions}{' '}
                {data.suggestions.map((suggestion) => (
                  <WordButton key={suggestion} word={suggestion} onChoose={onChoose} />
                ))}
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}

function NeighborTable({
  word,
  neighbors,
  onChoose,
}: {
  word: NonNullable<Neighbors['word']>;
  neighbors: Neighbors['neighbors'];
  onChoose(word: string): void;
}) {
  const text = useMessages(runDataMessages);
  return (
    <table>
      <caption>{text.nearestTo(word.word, word.rank)}</caption>
      <thead>
        <tr>
          <th scope="col">{text.word}</th>
          <th scope="col" className="number">
            {text.rank}
          </th>
          <th scope="col" className="number">
            {text.similarity}
          </th>
        </tr>
      </thead>
      <tbody>
        {neighbors.map(({ word, rank, similarity }) => (
          <tr key={word}>
            <th scope="row">
              <WordButton word={word} onChoose={onChoose} />
            </th>
            <td className="number">{rank.toLocaleString('en')}</td>
            <td className="number">{withMinus(similarity.toFixed(3))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function WordButton({ word, onChoose }: { word: string; onChoose(word: string): void }) {
  return (
    <button type="button" className={styles.word} onClick={() => onChoose(word)}>
      {word}
    </button>
  );
}
