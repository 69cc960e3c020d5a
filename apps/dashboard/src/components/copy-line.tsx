import { Fragment } from 'react';
import { CopyButton } from './copy-button';
import styles from './copy-line.module.css';

/** Positions at which a long command may wrap. */
const BEFORE_OPTION = / (?=--)/;

/** A command with a copy button; `label` describes it. */
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
