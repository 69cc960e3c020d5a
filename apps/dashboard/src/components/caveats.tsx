'use client';

import { useLanguage } from './language';
import styles from './caveats.module.css';
import type { Run } from '@rnn-lab/runs';

/** What a reader of these runs' results must know, each caveat once. */
export function Caveats({ runs }: { runs: readonly Pick<Run, 'caveats'>[] }) {
  const language = useLanguage();
  const texts = new Set(runs.flatMap(({ caveats }) => caveats.map((caveat) => caveat[language])));
  return Array.from(texts, (text) => (
    <p key={text} role="note" className={styles.caveat}>
      {text}
    </p>
  ));
}
