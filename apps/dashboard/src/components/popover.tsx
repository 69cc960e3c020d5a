'use client';

import { cloneElement, lazy, startTransition, Suspense, useState } from 'react';
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
    // In a transition, as React holds back what it loads in place of a fallback.
    onClick: () => startTransition(() => setWanted(true)),
  });
  return <Suspense fallback={trigger}>{isWanted ? <OpenedPopover {...props} /> : trigger}</Suspense>;
}
