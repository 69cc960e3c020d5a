import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { moveToTrash } from '@rnn-lab/runs';
import { beginRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { RunWriter } from '@rnn-lab/runs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const CHART = 'main canvas';

describeInBrowser('every page', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let begun: RunWriter;
  /** The pages, each with its path and a text that appears once it is complete. */
  let pages: [name: string, path: string, ready: string][];

  beforeAll(async () => {
    const { id: reviews } = await workbench.trainReviews();
    const { id: shortened } = await workbench.trainReviews('--max-length', '8');
    const [{ id: simple }, { id: series }] = await workbench.train('deaths', '--epochs', '20');
    begun = await beginRun(workbench.runs);
    const deleted = await beginRun(workbench.runs);
    deleted.interrupt();
    await moveToTrash(workbench.runs, deleted.id);
    mkdirSync(join(workbench.runs, 'broken'));
    writeFileSync(join(workbench.runs, 'broken', 'run.json'), '{');
    address = await workbench.serve();
    browser = await launchBrowser();
    pages = [
      ['the runs', '/', 'main table'],
      ['a classifier', `/runs/${reviews}`, CHART],
      ['a forecaster', `/runs/${series}`, CHART],
      ['a run that has just begun', `/runs/${begun.id}`, 'main h1'],
      ['a broken run', '/runs/broken', 'main [role=alert], main h1'],
      ['a comparison', `/compare?runs=${reviews},${series}`, CHART],
      ['two classifiers', `/compare?runs=${reviews},${shortened}`, 'main ol li'],
      ['two forecasters', `/compare?runs=${simple},${series}`, '#gains'],
      ['the trash', '/trash', 'main table'],
      [
        'the playground of reviews',
        `/runs/${reviews}/playground?text=${encodeURIComponent('정말 재밌는 영화')}`,
        'section[aria-busy=false]',
      ],
      ['the playground of a series', `/runs/${series}/playground`, CHART],
      ['no such run', '/runs/none', 'main h1'],
      ['no such page', '/none', 'main h1'],
      ['the sign-in', '/sign-in', 'main form'],
    ];
  });
  afterAll(async () => {
    begun?.interrupt();
    await browser?.close();
    await workbench.close();
  });

  async function visitAll(options: BrowserContextOptions, visit: (page: Page) => Promise<unknown>) {
    const { page, faults } = await openPage(browser, options);
    const found: Record<string, unknown> = {};
    for (const [name, path, ready] of pages) {
      await page.goto(address + path);
      // A chart is drawn once it is on the screen.
      if (ready === CHART) await page.locator('main figure').first().scrollIntoViewIfNeeded();
      await page.locator(ready).first().waitFor();
      found[name] = await visit(page);
    }
    expect(faults.filter((fault) => !fault.includes('/none'))).toEqual([]);
    await page.context().close();
    return found;
  }
  const none = (value: unknown) => Object.fromEntries(pages.map(([name]) => [name, value]));

  it('meets WCAG 2.2 AA', async () => {
    expect(await visitAll({ colorScheme: 'light' }, violations)).toEqual(none([]));
  });

  it('meets it in the dark theme on a phone, and fits the screen', async () => {
    const found = await visitAll({ ...PHONE, colorScheme: 'dark' }, async (page) => [
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ...(await violations(page)),
    ]);
    expect(found).toEqual(none([0]));
  });

  it('works with the keyboard alone', async () => {
    const { page } = await openPage(browser);
    const focused = () =>
      page.evaluate(
        () => (document.activeElement === document.body ? '' : document.activeElement?.textContent) ?? '',
      );
    await page.goto(address);
    await page.locator('main table').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to content');

    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('/');
    await page.keyboard.type('deaths');
    await page.waitForURL(/q=deaths/);
    const runs = page.getByRole('row').filter({ hasText: /-\d{8}-/ });
    await runs.filter({ hasText: 'nsmc' }).first().waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.locator('tbody tr:focus').waitFor();
    await page.reload();
    await runs.first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/runs\/deaths-/);

    for (let i = 0; i < 40 && (await focused()) !== 'Playground'; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Computed in this browser').waitFor();
    const steps = page.getByRole('slider', { name: 'Steps' });
    await steps.focus();
    await page.keyboard.press('ArrowLeft');
    // From the 12 months of the hold-out.
    await page.waitForURL(/steps=11/);
    await page.locator('details tbody tr').nth(10).waitFor({ state: 'attached' });
  });

  it('is in Korean for a Korean browser', async () => {
    const found = await visitAll({ locale: 'ko-KR' }, async (page) => [
      await page.locator('html').getAttribute('lang'),
      /[가-힣]/.test(await page.getByRole('banner').innerText()),
      /[가-힣]/.test(await page.locator('main').innerText()),
    ]);
    expect(found).toEqual(none(['ko', true, true]));
  });
});

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
