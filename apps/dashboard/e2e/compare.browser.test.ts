import { mkdirSync } from 'node:fs';
import AdmZip from 'adm-zip';
import { beginRun } from '#testing/runs';
import { until } from '#testing/until';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { RunWriter } from '@rnn-lab/runs';
import type { Browser, Page } from 'playwright-core';

describeInBrowser('a comparison', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    mkdirSync(workbench.runs);
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  async function runOf(steps: number): Promise<RunWriter> {
    const run = await beginRun(workbench.runs);
    for (let step = 1; step <= steps; step++) run.step({ step, epoch: 1, t: step, loss: 1 / step });
    run.update({});
    return run;
  }

  /** The cursor's position after a key. */
  async function reading(page: Page, key: string): Promise<string> {
    await page.getByRole('application').first().press(key);
    return page.locator('figcaption output').first().innerText();
  }

  it('updates every live run from its new lines alone', async () => {
    const runs = await Promise.all([100, 50, 20, 20, 20, 20, 20, 20].map(runOf));
    const { page, faults } = await openPage(browser);
    const followed = page.waitForRequest(/\/api\/v1\/events\?runs=/);
    await page.goto(`${address}/compare?runs=${runs.map(({ id }) => id).join()}`);
    await page.locator('figure').first().locator('canvas').waitFor();
    await followed;
    const asked: string[] = [];
    // Every page polls the health check.
    page.on('request', (request) => {
      if (!request.url().endsWith('/api/v1/health')) asked.push(request.url());
    });

    runs[0].step({ step: 101, epoch: 1, t: 101, loss: 7 });
    for (const [i, run] of runs.slice(1).entries()) run.step({ step: 102 + i, epoch: 1, t: 102, loss: 5 });
    await page.getByText('(7)').waitFor();
    await page.getByText('(5)').nth(6).waitFor();
    expect(asked).toEqual([]);
    expect(await reading(page, 'End')).toBe('Step 108');
    await page.getByRole('application').first().press('+');
    await page.getByRole('button', { name: 'Reset zoom' }).waitFor();
    const part = await reading(page, 'Home');
    // The curves of the zoomed part are asked for once the zoom rests.
    const ofPart = () => asked.filter((url) => url.includes('from='));
    await until(60, 'Asking for the zoomed part', async () => ofPart().length >= runs.length);
    await page.waitForLoadState('networkidle');
    asked.length = 0;

    runs[0].step({ step: 110, epoch: 1, t: 110, loss: 3 });
    runs[0].finish({ results: { test: { loss: 0.3, accuracy: 0.9 } } });
    await page.getByText('finished').first().waitFor();
    expect(await reading(page, 'Home')).toBe(part);
    expect(asked).toEqual([]);
    expect(faults).toEqual([]);
    runs.slice(1).forEach((run) => run.interrupt());
  });

  it('reads no value of a run outside its steps, and names the step of a value from another', async () => {
    const long = await runOf(100);
    const sparse = await beginRun(workbench.runs);
    for (let step = 10; step <= 50; step += 10) sparse.step({ step, epoch: 1, t: step, loss: step });
    [long, sparse].forEach((run) => run.interrupt());
    const { page, faults } = await openPage(browser);
    await page.addInitScript(() => localStorage.setItem('rnn-lab.smoothing', '0'));
    await page.goto(`${address}/compare?runs=${long.id},${sparse.id}`);
    await page.locator('figure').first().locator('canvas').waitFor();
    const legend = page.locator('figure').first().getByRole('button', { name: sparse.id });
    expect(await page.locator('figcaption output').first().innerText()).toBe('Last values');
    await legend.filter({ hasText: /50$/ }).waitFor();
    expect(await reading(page, 'End')).toBe('Step 100');
    expect(await legend.innerText()).toMatch(/–$/);
    expect(await reading(page, 'Home')).toBe('Step 1');
    expect(await legend.innerText()).toMatch(/–$/);
    for (let step = 2; step < 12; step++) await reading(page, 'ArrowRight');
    expect(await reading(page, 'ArrowRight')).toBe('Step 12');
    expect(await legend.innerText()).toMatch(/10 · Step 10$/);
    expect(faults).toEqual([]);
  });

  it('draws a seed set as a mean with a band, and tells differences from noise', async () => {
    const set = async (epochs: number, losses: readonly number[]) => {
      const runs = await Promise.all(
        losses.map((_, seed) => beginRun(workbench.runs, { seed, params: { epochs } })),
      );
      runs.forEach((run, i) => {
        for (let step = 1; step <= 3; step++) run.step({ step, epoch: 1, t: step, loss: losses[i] });
        run.finish({ results: { test: { loss: losses[i] } } });
      });
      return runs.map(({ id }) => id);
    };
    const ids = [...(await set(1, [0.4, 0.5, 0.6])), ...(await set(2, [0.1, 0.11, 0.12]))];
    const { page, faults } = await openPage(browser);
    await page.goto(`${address}/compare?runs=${ids.join()}`);
    await page.locator('figure').first().locator('canvas').waitFor();
    const legend = page.locator('figure').first().getByRole('listitem');
    await legend.nth(1).waitFor();
    expect(await legend.allInnerTexts()).toEqual([
      expect.stringMatching(/^epochs=1 \(3 seeds\)\s*0\.5 ± 0\.1000$/),
      expect.stringMatching(/^epochs=2 \(3 seeds\)\s*0\.11 ± 0\.0100$/),
    ]);
    const sets = page.getByRole('region', { name: 'Seed sets' });
    expect(await sets.getByRole('row', { name: 'epochs=1' }).innerText()).toMatch(/3\s+0\.5000 ± 0\.1000$/);
    await sets.getByText('Test loss: −0.3900 ± 0.2').waitFor();
    await sets.getByText('more than the noise of the seeds').waitFor();

    await page.getByRole('checkbox', { name: 'Mean of each seed set' }).uncheck();
    await page.waitForURL(/means=false/);
    await legend.nth(5).waitFor();

    const summary = await fetch(`${address}/api/v1/comparison/summary?runs=${ids.join()}`);
    const picture = new AdmZip(Buffer.from(await summary.arrayBuffer())).readAsText('curve-1.svg');
    expect(picture.match(/<polygon/g)).toHaveLength(2);
    expect(picture).toContain('>epochs=1 (3 seeds)<');
    expect(faults).toEqual([]);
  });

  it('prints with all its curves, in light colors', async () => {
    const run = await runOf(10);
    run.interrupt();
    const { page } = await openPage(browser, { colorScheme: 'dark', viewport: { width: 1280, height: 200 } });
    await page.goto(`${address}/compare?runs=${run.id}`);
    await page.locator('figure').first().waitFor();
    // Of the curves below the window, only their data is loaded.
    await page.waitForFunction(() => !document.body.innerText.includes('No points yet'));
    await page.evaluate(() => {
      window.addEventListener('beforeprint', () =>
        queueMicrotask(() =>
          setTimeout(() => {
            const { theme } = document.documentElement.dataset;
            Object.assign(window, {
              printed: { theme, canvases: document.querySelectorAll('canvas').length },
            });
          }),
        ),
      );
    });
    const figures = await page.locator('figure').count();
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.waitForFunction(() => 'printed' in window);
    expect(await page.evaluate(() => (window as unknown as { printed: object }).printed)).toEqual({
      theme: 'light',
      canvases: figures,
    });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.waitForFunction(() => document.documentElement.dataset.theme !== 'light');
  });

  it('names its runs in the title of the tab, also after one is removed', async () => {
    const runs = await Promise.all([runOf(1), runOf(1), runOf(1)]);
    runs.forEach((run) => run.interrupt());
    const [a, b, c] = runs.map(({ id }) => id);
    const { page } = await openPage(browser);
    await page.goto(`${address}/compare?runs=${a},${b},${c}`);
    await page.waitForFunction((title) => document.title === title, `${a}, ${b} +1 · Compare · rnn-lab`);
    await page.getByRole('button', { name: `Remove ${a} from the comparison` }).click();
    await page.waitForFunction((title) => document.title === title, `${b}, ${c} · Compare · rnn-lab`);
  });

  it('shows the runs selected by mouse or key; they stay selected, and the list counts those it hides', async () => {
    const runs = await Promise.all([runOf(1), runOf(1)]);
    runs.push(await beginRun(workbench.runs, { experiment: 'imdb' }));
    const { page, faults } = await openPage(browser);
    await page.goto(address);
    for (const { id } of runs.slice(0, 2)) {
      await page.getByRole('checkbox', { name: `Select ${id}` }).click();
    }
    await page.keyboard.press('c');
    await page.waitForURL(`${address}/compare?runs=${runs[0].id},${runs[1].id}`);
    await page.goBack();
    await page.getByText('2 selected').waitFor();
    await page.reload();
    await page.getByText('2 selected').waitFor();

    await page.getByRole('searchbox').fill('imdb');
    await page.getByText('2 selected (2 not in this list)').waitFor();
    const all = page.getByRole('checkbox', { name: 'Select all runs' });
    expect(await all.isChecked()).toBe(false);
    await all.click();
    await page.getByText('3 selected (2 not in this list)').waitFor();
    expect(await all.isChecked()).toBe(true);
    expect(faults).toEqual([]);
    runs.forEach((run) => run.interrupt());
  });
});
