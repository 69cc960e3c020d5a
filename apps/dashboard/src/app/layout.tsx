import { browserLanguage } from '../browser-language';
import { messages } from '../messages';
import './globals.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export async function generateMetadata(): Promise<Metadata> {
  const { runs } = messages[await browserLanguage()];
  return { title: `${runs} · rnn-lab` };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await browserLanguage()}>
      <body>{children}</body>
    </html>
  );
}
