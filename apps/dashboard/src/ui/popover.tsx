'use client';

import { cloneElement, lazy, Suspense, useState } from 'react';
import type { ComponentProps, ReactElement, ReactNode } from 'react';

const OpenedPopover = lazy(() => import('./opened-popover'));

export interface PopoverProps {
  trigger: ReactElement<ComponentProps<'button'>>;
  title: string;
  children: ReactNode;
}

/** Something to set, behind a button (`trigger`, which needs a name). What shows it is loaded when it is first asked for. */
export function Popover(props: PopoverProps) {
  const [isWanted, setWanted] = useState(false);
  const trigger = cloneElement(props.trigger, {
    'aria-haspopup': 'dialog',
    'aria-expanded': false,
    onClick: () => setWanted(true),
  });
  if (!isWanted) return trigger;
  return (
    <Suspense fallback={trigger}>
      <OpenedPopover {...props} />
    </Suspense>
  );
}
