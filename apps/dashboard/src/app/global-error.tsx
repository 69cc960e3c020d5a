'use client';

import { useState } from 'react';
import { isLanguage } from '#api/language';
import { FailedPage } from '#components/failed-page';
import { LocaleContext } from '#components/language';
import './globals.css';
import type { Language } from '#api/language';
import type { PageFailure } from '#components/failed-page';

/** In place of the whole document, if what all pages share fails. */
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

/** Of the page that failed; the browser's, if that had not come so far. */
function languageOfPage(): Language {
  if (typeof document === 'undefined') return 'en';
  const { lang } = document.documentElement;
  if (isLanguage(lang)) return lang;
  return navigator.language.startsWith('ko') ? 'ko' : 'en';
}
