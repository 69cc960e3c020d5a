'use client';

import { queryMessages } from '#i18n/query';
import { IconButton } from '#components/button';
import { useMessages } from '#components/language';
import { Popover } from '#components/popover';
import styles from './query.module.css';

/** Explains the search field's language, by examples. */
export function QueryHelp() {
  const text = useMessages(queryMessages);
  return (
    <Popover title={text.help} trigger={<IconButton label={text.help}>?</IconButton>}>
      {/* Focusable, so that the keyboard scrolls it on a small screen. */}
      <div className={styles.help} role="group" aria-label={text.help} tabIndex={0}>
        <p>{text.words}</p>
        <dl>
          {text.examples.map(([query, meaning]) => (
            <div key={query}>
              <dt>
                <code>{query}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p>
          {text.signs}
          <br />
          {text.names}
          <br />
          {text.missing}
        </p>
      </div>
    </Popover>
  );
}
