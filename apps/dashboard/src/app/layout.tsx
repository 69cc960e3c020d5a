import { currentLanguage } from '../server/language';
import { currentTheme } from '../server/theme';
import { Header } from '../ui/header';
import { Providers } from '../ui/providers';
import './globals.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = { title: { default: 'rnn-lab', template: '%s · rnn-lab' } };

/** Header and content: a page gives what stands in `<main>`. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [language, theme] = await Promise.all([currentLanguage(), currentTheme()]);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <html lang={language} data-theme={theme}>
      <body>
        <Providers language={language} timeZone={timeZone}>
          <Header language={language} theme={theme} />
          <main id="main" tabIndex={-1}>
            {children}
          </main>
        </Providers>
      </body>
    </html>
  );
}
