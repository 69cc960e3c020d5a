import { currentLanguage } from '../server/language';
import { currentTheme } from '../server/theme';
import { currentTimeZone } from '../server/time-zone';
import { ConnectionBar } from '../ui/connection-bar';
import { Header } from '../ui/header';
import { Providers } from '../ui/providers';
import './globals.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = { title: { default: 'rnn-lab', template: '%s · rnn-lab' } };

/** Header and content: a page gives what stands in `<main>`. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [language, theme, timeZone] = await Promise.all([
    currentLanguage(),
    currentTheme(),
    currentTimeZone(),
  ]);
  return (
    <html lang={language} data-theme={theme}>
      <body>
        <Providers language={language} timeZone={timeZone}>
          <Header language={language} theme={theme} />
          <ConnectionBar />
          <main id="main" tabIndex={-1}>
            {children}
          </main>
        </Providers>
      </body>
    </html>
  );
}
