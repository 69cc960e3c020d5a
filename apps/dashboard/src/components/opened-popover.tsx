'use client';

import { Popover as Base } from '@base-ui/react/popover';
import styles from './floating.module.css';
import type { PopoverProps } from './popover';

/** The popover itself, loaded when its button is pressed for the first time. */
export default function OpenedPopover({ trigger, title, children }: PopoverProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" collisionPadding={8} className={styles.positioner}>
          <Base.Popup className={styles.popup}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
