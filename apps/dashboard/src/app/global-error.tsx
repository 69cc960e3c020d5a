'use client';

import { useState } from 'react';
import { isLanguage } from '#api/language';
import { FailedPage } from '#components/failed-page';
import { LocaleContext } from '#components/language';
import './globals.css';
import type { Language } from '#api/language';
import type { PageFailure } from '#components/failed-page';

/** Replaces the whole document if the root layout fails. */
export default function GlobalError(failure: PageFailure) {
  const [language] = useState(languageOfPage);
  return (
    <html lang={language}>
      <body>
        <main>
          <LocaleContext value={{ language, timeZone: 'UTC' }}>
            <FailedPage {...failure} />
          </LocaleContext>
        </main>
      </body>
    </html>
  );
}

/** The language of the failed page or, if it was not rendered, of the browser. */
function languageOfPage(): Language {
  if (typeof document === 'undefined') return 'en';
  const { lang } = document.documentElement;
  if (isLanguage(lang)) return lang;
  return navigator.language.startsWith('ko') ? 'ko' : 'en';
}
