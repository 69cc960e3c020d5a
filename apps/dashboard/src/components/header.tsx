import Link from 'next/link';
import { RUNS_PAGE } from '#api/links';
import { commonMessages } from '#i18n/common';
import { HeaderNavigation } from './header-navigation';
import { HeaderSwitches } from './header-switches';
import { Mark } from './mark';
import styles from './header.module.css';
import type { Language } from '#api/language';
import type { Theme } from '#api/theme';

export function Header({ language, theme }: { language: Language; theme: Theme }) {
  const { skipToContent } = commonMessages[language];
  return (
    <header className={styles.header}>
      <a href="#main" className={styles.skip}>
        {skipToContent}
      </a>
      <Link href={RUNS_PAGE} prefetch={false} className={styles.name}>
        <Mark />
        <span className={styles.wordmark}>rnn-lab</span>
      </Link>
      <HeaderNavigation />
      <HeaderSwitches theme={theme} />
    </header>
  );
}
