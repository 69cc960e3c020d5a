'use client';

import { useState } from 'react';
import { commonMessages } from '../messages/common';
import { Button } from './button';
import styles from './copy-line.module.css';
import { CheckIcon, CopyIcon } from './icons';
import { useMessages } from './language';

const SHOWN_FOR = 2_000;

/** A line to type elsewhere, with a button that copies it. `label` says what the line is. */
export function CopyLine({ text, label }: { text: string; label: string }) {
  const { copy, copied } = useMessages(commonMessages);
  const [done, setDone] = useState(false);

  const copyText = async () => {
    await copyToClipboard(text);
    setDone(true);
    setTimeout(() => setDone(false), SHOWN_FOR);
  };

  return (
    <div className={styles.line}>
      <pre tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <Button look="bare" onClick={() => void copyText()} aria-label={`${copy}: ${label}`} title={copy}>
        {done ? <CheckIcon /> : <CopyIcon />}
      </Button>
      <span role="status" className="visually-hidden">
        {done && copied}
      </span>
    </div>
  );
}

/** navigator.clipboard is missing where the page comes over plain HTTP from another machine. */
async function copyToClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
