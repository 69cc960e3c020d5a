'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { commonMessages } from '#i18n/common';
import { LANGUAGES } from '#api/language';
import { THEMES } from '#api/theme';
import { IconButton } from './button';
import { setCookie } from './cookie';
import styles from './header.module.css';
import { KeyboardIcon, MoonIcon, SunIcon, SystemIcon } from './icons';
import { useLanguage, useMessages } from './language';
import { useShowHelp } from './shortcuts';
import type { Language } from '#api/language';
import type { Theme } from '#api/theme';

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
  const router = useRouter();
  const choose = (next: Language) => {
    setCookie('language', next);
    router.refresh();
  };
  return (
    <select
      aria-label={switchLanguage}
      className={styles.switch}
      value={useLanguage()}
      onChange={({ target }) => choose(target.value as Language)}
    >
      {Object.entries(LANGUAGES).map(([language, name]) => (
        <option key={language} value={language} lang={language}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** An icon with an invisible `<select>` over it. */
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
    <span className={styles.theme}>
      <Icon />
      <select
        aria-label={switchTheme}
        title={`${switchTheme}: ${themes[theme]}`}
        value={theme}
        onChange={({ target }) => choose(target.value as Theme)}
      >
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {themes[one]}
          </option>
        ))}
      </select>
    </span>
  );
}
