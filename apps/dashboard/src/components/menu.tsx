'use client';

import { Menu as Base } from '@base-ui/react/menu';
import styles from './floating.module.css';
import type { ReactElement, ReactNode } from 'react';

/** A menu of links and actions, opened by a button (`trigger`, which needs an accessible name). */
export function Menu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className={styles.positioner}>
          <Base.Popup className={styles.menu}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A menu item with a link, such as a download. */
export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Base.LinkItem className={styles.item} href={href} closeOnClick>
      {children}
    </Base.LinkItem>
  );
}

/** A menu item with an action. */
export function MenuAction({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Base.Item className={styles.item} onClick={onClick}>
      {children}
    </Base.Item>
  );
}
