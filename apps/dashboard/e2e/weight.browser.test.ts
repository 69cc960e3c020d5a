import { makeRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { Browser, Request } from 'playwright-core';

/** Bytes of JavaScript that a page may load, compressed as they are sent. */
const MOST = 250_000;

describeInBrowser('the JavaScript of a page', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    await makeRun(workbench.runs);
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  it(`of the list of runs is at most ${MOST / 1000} kB, as sent`, async () => {
    const { page, faults } = await openPage(browser);
    const scripts: Request[] = [];
    page.on('requestfinished', (request) => {
      if (/\.js(\?|$)/.test(request.url())) scripts.push(request);
    });
    await page.goto(address);
    await page.getByRole('checkbox', { name: /^Select nsmc-/ }).waitFor();
    await page.waitForTimeout(3_000);
    const sizes = await Promise.all(scripts.map((script) => script.sizes()));
    const sent = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
    // Not a page that loads nothing.
    expect(sent).toBeGreaterThan(50_000);
    expect(sent).toBeLessThanOrEqual(MOST);
    expect(faults).toEqual([]);
  });
});
