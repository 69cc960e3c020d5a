import { Fragment } from 'react';
import { CopyButton } from './copy-button';
import styles from './copy-line.module.css';

/** Where a long command is best broken. */
const BEFORE_OPTION = / (?=--)/;

/** A line to type elsewhere, with a button that copies it. `label` says what the line is. */
export function CopyLine({ text, label }: { text: string; label: string }) {
  return (
    <div className={styles.line}>
      <pre>
        {text.split(BEFORE_OPTION).map((part, i) => (
          <Fragment key={i}>
            {i > 0 && ' '}
            <span className={styles.part}>{part}</span>
          </Fragment>
        ))}
      </pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}
