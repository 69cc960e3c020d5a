'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { commonMessages } from '#i18n/common';
import { COMPARE_PAGE, RUNS_PAGE, SIGN_IN_PAGE, TRASH_PAGE } from '#api/links';
import styles from './header.module.css';
import { useMessages } from './language';

/** Links to the pages, with the current one marked; hidden on the sign-in page. */
export function HeaderNavigation() {
  const { runs, compare, trash, navigation } = useMessages(commonMessages);
  const here = usePathname();
  if (here === SIGN_IN_PAGE) return null;
  return (
    <nav aria-label={navigation} className={styles.navigation}>
      {[
        [RUNS_PAGE, runs],
        [COMPARE_PAGE, compare],
        [TRASH_PAGE, trash],
      ].map(([href, name]) => (
        <Link key={href} href={href} prefetch={false} aria-current={href === here ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
