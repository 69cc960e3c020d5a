import { currentLanguage } from '#server/locale/language';
import { currentTheme } from '#server/locale/theme';
import { currentTimeZone } from '#server/locale/time-zone';
import { ConnectionBar } from '#components/connection/connection-bar';
import { Header } from '#components/header';
import { Providers } from '#components/providers';
import './globals.css';
import '#components/colors.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = { title: { default: 'rnn-lab', template: '%s · rnn-lab' } };

/** Header and content: a page renders into `<main>`. */
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
