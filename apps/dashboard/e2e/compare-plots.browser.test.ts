import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import AdmZip from 'adm-zip';
import { beginRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { Browser, Page } from 'playwright-core';

/** The loss falls with the learning rate; it rises with the number of units but for one run. */
const RUNS = [
  { learningRate: 0.001, units: 8, optimizer: 'adam', loss: 0.9 },
  { learningRate: 0.01, units: 8, optimizer: 'sgd', loss: 0.5 },
  { learningRate: 0.1, units: 4, optimizer: 'adam', loss: 0.4 },
  { learningRate: 1, units: 2, optimizer: 'sgd', loss: 0.1 },
];

describeInBrowser('the plots of a comparison over its runs', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let path: string;

  beforeAll(async () => {
    mkdirSync(workbench.runs);
    const ids: string[] = [];
    for (const { loss, ...params } of RUNS) {
      const run = await beginRun(workbench.runs, { params });
      for (let step = 1; step <= 3; step++) run.step({ step, epoch: 1, t: step, loss: loss + 1 / step });
      run.finish({ results: { test: { loss } } });
      ids.push(run.id);
    }
    const address = await workbench.serve();
    path = `${address}/compare?runs=${ids.join()}`;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  const scatterOf = (page: Page) => page.getByRole('region', { name: 'Runs by any two values' });

  it('set any two values against each other, on log scales, from the URL too', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(path);
    const scatter = scatterOf(page);
    /** Off screen, a chart is not plotted. */
    const press = async (name: string, key: string) => {
      const plot = scatter.getByRole('application', { name });
      await plot.scrollIntoViewIfNeeded();
      await plot.locator('canvas').waitFor();
      await plot.press(key);
    };
    await press('Test loss by learningRate', 'Home');
    const legend = scatter.getByRole('listitem');
    await legend.first().filter({ hasText: '0.9' }).waitFor();
    expect(await scatter.locator('output').innerText()).toBe('learningRate 0.001');

    await scatter.getByRole('checkbox', { name: 'X axis on a log scale' }).check();
    await page.waitForURL(/plotLogX=true/);
    await scatter.getByRole('combobox', { name: 'Y axis' }).selectOption({ label: 'Train loss, best' });
    await press('Train loss, best by learningRate', 'End');
    await legend.nth(3).filter({ hasText: '0.43333' }).waitFor();
    await page.reload();
    await press('Train loss, best by learningRate', 'Home');
    expect(await scatter.getByRole('checkbox', { name: 'X axis on a log scale' }).isChecked()).toBe(true);

    await press('Train loss, best by learningRate', '+');
    await page.waitForURL(/zoom-scatter-param\.learningRate=number,/);
    await page.reload();
    await scatter.getByRole('button', { name: 'Reset zoom' }).waitFor();

    // Plotted by the page's script: the selects of the server's HTML would forget a choice made before it has started.
    await press('Train loss, best by learningRate', 'Home');
    await scatter.getByRole('combobox', { name: 'X axis' }).selectOption({ label: 'optimizer' });
    await scatter.getByRole('button', { name: 'Reset zoom' }).waitFor({ state: 'detached' });
    await press('Train loss, best by optimizer', 'End');
    expect(await scatter.locator('output').innerText()).toBe('optimizer sgd');
    expect(await scatter.getByRole('checkbox', { name: 'X axis on a log scale' }).isDisabled()).toBe(true);
    expect(faults).toEqual([]);
  });

  it('are exported with the curves on one page, in the reader’s language', async () => {
    const { page, faults } = await openPage(browser, { locale: 'ko-KR' });
    await page.goto(path);
    await page.getByRole('button', { name: '내보내기' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: '요약(마크다운, ZIP)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('comparison-summary.zip');
    const zip = new AdmZip(await download.path());
    const written = zip.readAsText('summary.md');
    expect(written).toMatch(/^# 실행 비교\n/);
    RUNS.forEach(({ loss }) => expect(written).toContain(loss.toFixed(4)));
    const pictures = Array.from(written.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g), ([, file]) => file);
    expect(pictures.length).toBeGreaterThan(0);
    for (const file of pictures) expect(zip.readAsText(file).match(/<polyline/g)).toHaveLength(RUNS.length);
    const { origin } = new URL(path);
    const statusOf = async (query: string) =>
      (await fetch(`${origin}/api/v1/comparison/summary${query}`)).status;
    expect([await statusOf(''), await statusOf('?runs=none')]).toEqual([400, 404]);
    expect(faults).toEqual([]);
  });

  it('rank the parameters that the metric follows', async () => {
    const { page, faults } = await openPage(browser, PHONE);
    await page.goto(path);
    const table = scatterOf(page).getByRole('table', { name: /Spearman/ });
    await table.waitFor();
    const rows = await table.locator('tbody tr').allInnerTexts();
    // units has the ranks 3.5 3.5 2 1 for losses of the ranks 4 3 2 1: 4.5 / √(4.5 · 5).
    expect(rows.map((row) => row.trim().split(/\s+/))).toEqual([
      ['learningRate', '4', '−1.00'],
      ['units', '4', '+0.95'],
    ]);
    await scatterOf(page).getByText('Left out, because their values have no order: optimizer.').waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(390);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('have parallel axes that are moved and flipped with the keyboard, and stay so', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(path);
    const parallel = page.getByRole('region', { name: 'Parallel coordinates' });
    const axes = parallel
      .getByRole('group')
      .filter({ has: page.getByRole('button', { name: /upside down/ }) });
    const rateAxis = parallel.getByRole('group', { name: 'learningRate', exact: true });
    const titles = () => axes.locator('b').allInnerTexts();
    await axes.nth(3).waitFor();
    const [rate, units, ...others] = await titles();
    expect([rate, units]).toEqual(['learningRate', 'units']);
    const right = parallel.getByRole('button', { name: 'Move learningRate to the right' });
    await right.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/axes=param\.units,param\.learningRate/);
    expect(await titles()).toEqual([units, rate, ...others]);
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('aria-label')?.includes('learningRate'),
    );

    const topOf = async (value: string) =>
      (await rateAxis.getByText(value, { exact: true }).boundingBox())?.y ?? 0;
    expect(await topOf('1')).toBeLessThan(await topOf('0.001'));
    await parallel.getByRole('button', { name: 'Turn learningRate upside down' }).press('Space');
    await page.waitForURL(/-param\.learningRate/);
    expect(await topOf('1')).toBeGreaterThan(await topOf('0.001'));
    await page.reload();
    await axes.nth(3).waitFor();
    expect(await titles()).toEqual([units, rate, ...others]);
    expect(faults).toEqual([]);
  });
});
