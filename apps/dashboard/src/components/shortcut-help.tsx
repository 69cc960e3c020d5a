'use client';

import { commonMessages } from '#i18n/common';
import { Dialog } from './dialog';
import { useMessages } from './language';
import styles from './shortcut-help.module.css';
import type { Shortcut } from './shortcuts';

const SYMBOLS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
};

/** The keyboard shortcuts of this page. */
export default function ShortcutHelp({
  shortcuts,
  onClose,
}: {
  shortcuts: readonly Shortcut[];
  onClose: () => void;
}) {
  const { keyboardHelp } = useMessages(commonMessages);
  return (
    <Dialog open onOpenChange={onClose} title={keyboardHelp}>
      <dl className={styles.list}>
        {shortcuts.map(({ keys, label }) => (
          <div key={`${keys} ${label}`}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{SYMBOLS[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
