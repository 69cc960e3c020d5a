import { mkdirSync } from 'node:fs';
import { beginRun } from '#testing/runs';
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
    await page.locator('canvas').first().waitFor();
    expect(await reading(page, 'End')).toBe('Step 100');
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
