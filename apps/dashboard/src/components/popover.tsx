'use client';

import { cloneElement, lazy, startTransition, Suspense, useState } from 'react';
import type { ComponentProps, ReactElement, ReactNode } from 'react';

const OpenedPopover = lazy(() => import('./opened-popover'));

export interface PopoverProps {
  trigger: ReactElement<ComponentProps<'button'>>;
  title: string;
  children: ReactNode;
}

/** Settings in a popover, opened by a button (`trigger`, which needs an accessible name) and loaded on first use. */
export function Popover(props: PopoverProps) {
  const [isWanted, setWanted] = useState(false);
  const trigger = cloneElement(props.trigger, {
    'aria-haspopup': 'dialog',
    'aria-expanded': false,
    // In a transition, so that React keeps the current UI instead of showing a fallback while loading.
    onClick: () => startTransition(() => setWanted(true)),
  });
  return <Suspense fallback={trigger}>{isWanted ? <OpenedPopover {...props} /> : trigger}</Suspense>;
}
