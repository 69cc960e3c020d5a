'use client';

import { useState } from 'react';
import { commonMessages } from '#i18n/common';
import { IconButton } from './button';
import { CheckIcon, CopyIcon } from './icons';
import { useMessages } from './language';

const SHOWN_FOR = 2_000;

/** A button that copies a text; `label` describes the text. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { copy, copied } = useMessages(commonMessages);
  const [done, setDone] = useState(false);

  const copyText = async () => {
    await copyToClipboard(text);
    setDone(true);
    setTimeout(() => setDone(false), SHOWN_FOR);
  };

  return (
    <>
      <IconButton label={`${copy}: ${label}`} title={copy} onClick={() => void copyText()}>
        {done ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
      <span role="status" className="visually-hidden">
        {done && copied}
      </span>
    </>
  );
}

/** navigator.clipboard is undefined on a page loaded over plain HTTP from another machine. */
async function copyToClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
