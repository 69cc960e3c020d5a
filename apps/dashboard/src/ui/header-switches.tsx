'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { commonMessages } from '../messages/common';
import { LANGUAGES } from '../messages/language';
import { Button, IconButton } from './button';
import { setCookie } from './cookie';
import styles from './header.module.css';
import { KeyboardIcon, MoonIcon, SunIcon, SystemIcon } from './icons';
import { useLanguage, useMessages } from './language';
import { Menu, MenuChoice } from './menu';
import { useShowHelp } from './shortcuts';
import type { Language } from '../messages/language';
import type { Theme } from './theme';

const THEME_ICONS = { system: SystemIcon, light: SunIcon, dark: MoonIcon };

export function HeaderSwitches({ theme }: { theme: Theme }) {
  const { keyboardHelp } = useMessages(commonMessages);
  return (
    <div className={styles.switches}>
      <IconButton label={keyboardHelp} onClick={useShowHelp()} className={styles.keyboard}>
        <KeyboardIcon />
      </IconButton>
      <LanguageSwitch />
      <ThemeSwitch initial={theme} />
    </div>
  );
}

function LanguageSwitch() {
  const { switchLanguage } = useMessages(commonMessages);
  const language = useLanguage();
  const router = useRouter();
  const choose = (next: Language) => {
    setCookie('language', next);
    router.refresh();
  };
  return (
    <Menu
      trigger={
        <Button look="bare" aria-label={`${switchLanguage}: ${LANGUAGES[language]}`}>
          {LANGUAGES[language]}
        </Button>
      }
    >
      <MenuChoice value={language} options={LANGUAGES} onChange={choose} />
    </Menu>
  );
}

function ThemeSwitch({ initial }: { initial: Theme }) {
  const { switchTheme, themes } = useMessages(commonMessages);
  const [theme, setTheme] = useState(initial);
  const Icon = THEME_ICONS[theme];
  const choose = (next: Theme) => {
    setCookie('theme', next);
    document.documentElement.dataset.theme = next;
    setTheme(next);
  };
  return (
    <Menu
      trigger={
        <Button look="bare" aria-label={`${switchTheme}: ${themes[theme]}`}>
          <Icon />
        </Button>
      }
    >
      <MenuChoice value={theme} options={themes} onChange={choose} />
    </Menu>
  );
}
