'use client';

import { useEffect } from 'react';
import { commonMessages } from '#i18n/common';
import styles from './contents.module.css';
import { useMessages } from './language';

export interface ContentsEntry {
  /** Id of the section's element. */
  id: string;
  title: string;
  isShown: boolean;
}

/** Links to a page's sections, which stay in view while one scrolls; a folded section opens. */
export function Contents({ sections }: { sections: readonly ContentsEntry[] }) {
  const { contents } = useMessages(commonMessages);
  useEffect(() => unfold(location.hash.slice(1)), []);
  return (
    <nav aria-label={contents} className={styles.contents}>
      <ul>
        {sections
          .filter(({ isShown }) => isShown)
          .map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} onClick={() => unfold(id)}>
                {title}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function unfold(id: string): void {
  const section = document.getElementById(id);
  if (section instanceof HTMLDetailsElement) section.open = true;
}
