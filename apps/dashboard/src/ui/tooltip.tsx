'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import styles from './floating.module.css';
import type { ReactElement, ReactNode } from 'react';

/** Says more about a control at hover and focus. What it says must be known without it, too: a touch shows none. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className={styles.positioner}>
          <Base.Popup className={styles.tooltip}>{text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
