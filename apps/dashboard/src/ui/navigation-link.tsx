'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** A link of the header, marked on the page that it leads to. */
export function NavigationLink({ href, children }: { href: string; children: ReactNode }) {
  const here = usePathname() === href;
  return (
    <Link href={href} prefetch={false} aria-current={here ? 'page' : undefined}>
      {children}
    </Link>
  );
}
