import Link from 'next/link';
import { commonMessages } from '../messages/common';
import { HeaderSwitches } from './header-switches';
import styles from './header.module.css';
import { NavigationLink } from './navigation-link';
import type { Language } from '../messages/language';
import type { Theme } from './theme';

export function Header({ language, theme }: { language: Language; theme: Theme }) {
  const { runs, compare, trash, navigation, skipToContent } = commonMessages[language];
  return (
    <header className={styles.header}>
      <a href="#main" className={styles.skip}>
        {skipToContent}
      </a>
      <Link href="/" prefetch={false} className={styles.name}>
        rnn-lab
      </Link>
      <nav aria-label={navigation} className={styles.navigation}>
        <NavigationLink href="/">{runs}</NavigationLink>
        <NavigationLink href="/compare">{compare}</NavigationLink>
        <NavigationLink href="/trash">{trash}</NavigationLink>
      </nav>
      <HeaderSwitches theme={theme} />
    </header>
  );
}
