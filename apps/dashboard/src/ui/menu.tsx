'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { CheckIcon } from './icons';
import styles from './floating.module.css';
import type { ReactElement, ReactNode } from 'react';

/** Actions or choices behind a button (`trigger`, which needs a name). */
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

export function MenuItem({
  onSelect,
  disabled,
  children,
}: {
  onSelect: () => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Base.Item className={styles.item} onClick={onSelect} disabled={disabled}>
      <span>{children}</span>
    </Base.Item>
  );
}

/** A menu item that leads to an address, as a download. */
export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Base.LinkItem className={styles.item} href={href} closeOnClick>
      <span>{children}</span>
    </Base.LinkItem>
  );
}

/** One of several: `options` by value. */
export function MenuChoice<Value extends string>({
  value,
  options,
  onChange,
}: {
  value: Value;
  options: Record<Value, string>;
  onChange: (value: Value) => void;
}) {
  return (
    <Base.RadioGroup value={value} onValueChange={onChange}>
      {Object.entries<string>(options).map(([option, label]) => (
        <Base.RadioItem key={option} value={option} className={styles.item} closeOnClick>
          <Base.RadioItemIndicator render={<CheckIcon />} />
          <span>{label}</span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}
