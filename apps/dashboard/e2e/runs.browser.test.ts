import { mkdirSync } from 'node:fs';
import { beginRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { Browser } from 'playwright-core';

/** More than one page of results. */
const SEEDS = 120;

describeInBrowser('the runs in groups', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    mkdirSync(workbench.runs);
    for (let seed = 0; seed < SEEDS; seed++) {
      const run = await beginRun(workbench.runs, { seed });
      run.step({ step: 1, epoch: 1, t: 1, loss: 0.5 });
      run.finish({ results: { test: { loss: 0.3, accuracy: 0.8 } } });
    }
    (await beginRun(workbench.runs, { experiment: 'imdb' })).interrupt();
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  it('are fetched when a group is unfolded by keyboard or mouse, as far as they are on screen', async () => {
    const { page, faults } = await openPage(browser);
    /** The offsets of the requested pages of runs. */
    const offsets = new Set<string | null>();
    page.on('request', (request) => {
      const { searchParams } = new URL(request.url());
      if (searchParams.has('groupKey')) offsets.add(searchParams.get('offset'));
    });
    await page.goto(`${address}/?group=seeds`);
    await page.getByRole('row', { level: 1 }).first().waitFor();
    expect([...offsets]).toEqual([]);
    const head = page.getByRole('row').filter({ hasText: `${SEEDS} runs` });
    await head.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('row', { level: 2 }).first().waitFor();
    expect([...offsets]).toEqual(['0']);

    await page.keyboard.press('ArrowDown');
    await page.locator('tr[aria-level="2"]:focus').waitFor();
    await page.keyboard.press('End');
    await page.locator(`tr[aria-rowindex="${SEEDS + 3}"]:focus`).waitFor();
    await page.keyboard.press('Home');
    await page.locator('tr[aria-rowindex="2"]:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.locator('tr[aria-level="2"]:focus').waitFor();
    await page.keyboard.press(' ');
    await page.getByText('1 selected').waitFor();
    expect(await head.getByRole('checkbox').evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(
      true,
    );
    await head.getByRole('checkbox').click();
    await page.getByText(`${SEEDS} selected`).waitFor();
    await page.getByRole('checkbox', { name: 'Select all runs' }).click();
    await page.getByText(`${SEEDS + 1} selected`).waitFor();
    expect(faults).toEqual([]);
  });

  it('print all loaded rows, not only those on screen, and count the others', async () => {
    const { page } = await openPage(browser);
    await page.goto(address);
    await page.getByRole('row').nth(20).waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    // Showing all rows that are loaded may load more of them, so the two numbers are read together.
    await page.waitForFunction((rows) => {
      const printed = document.querySelectorAll('tr[data-index]').length;
      const left = /(\d+) more rows? (?:isn|aren)’t loaded/.exec(document.body.innerText);
      return printed >= 50 && printed + Number(left?.[1] ?? 0) === rows;
    }, SEEDS + 1);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.getByText(/more rows? (isn|aren)’t loaded/).waitFor({ state: 'detached' });
  });

  it('are fetched even if unfolding a group leaves the number of rows on screen unchanged', async () => {
    for (let units = 1; units <= 60; units++) {
      (await beginRun(workbench.runs, { experiment: 'sine', params: { units } })).interrupt();
    }
    const { page } = await openPage(browser);
    await page.goto(`${address}/?group=seeds&experiment=sine`);
    await page.getByRole('row', { level: 1 }).nth(2).click();
    await page.getByRole('row', { level: 2 }).first().waitFor();
  });
});
