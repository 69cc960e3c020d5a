import { withTool } from '@rnn-lab/testing';
import { CHROMIUM } from './chromium';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export { launchBrowser } from './chromium';

/** For tests in a real Chromium. */
export const { describe: describeInBrowser } = withTool('chromium', CHROMIUM !== undefined);

/** A page in a context of its own, with the errors on it so far. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
  });
  return { page, faults };
}

/** The same on a phone. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};
