import { mkdirSync } from 'node:fs';
import { beginRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { Browser, BrowserContextOptions } from 'playwright-core';

describeInBrowser('a chart with a cursor', () => {
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

  async function openLive(smoothing: number, options: BrowserContextOptions = {}) {
    const run = await beginRun(workbench.runs);
    for (let step = 1; step <= 100; step++) run.step({ step, epoch: 1, t: step, loss: 1 / step });
    const { page, faults } = await openPage(browser, options);
    await page.addInitScript((value) => localStorage.setItem('rnn-lab.smoothing', value), String(smoothing));
    await page.goto(`${address}/runs/${run.id}`);
    const plot = page.locator('.u-over').first();
    await plot.waitFor();
    const place = page.locator('figcaption output').first();
    const legend = page.getByRole('figure').first().getByRole('listitem');
    return { run, page, faults, plot, place, legend };
  }

  it('shows the first epoch’s curves under a resting mouse', async () => {
    const { run, page, faults, plot, place, legend } = await openLive(0.6);
    await plot.hover();
    await page.waitForFunction(() =>
      /^Step \d+$/.test(document.querySelector('figcaption output')?.textContent ?? ''),
    );
    const before = await place.innerText();
    run.epoch({ split: 'train', step: 100, epoch: 1, t: 100, loss: 0.05 });
    run.epoch({ split: 'validation', step: 100, epoch: 1, t: 100, loss: 0.25 });
    // The curve begins after the cursor.
    await legend.filter({ hasText: 'Validation' }).getByText('–').waitFor();
    expect(await place.innerText()).toBe(before);
    await page.getByRole('application').first().press('End');
    await legend.filter({ hasText: 'Validation' }).getByText('0.25').waitFor();
    expect(faults).toEqual([]);
    run.interrupt();
  });

  it('shows averages once smoothing is on', async () => {
    const { run, page, faults, plot, place, legend } = await openLive(0);
    await plot.hover();
    await page.getByRole('application').first().press('Home');
    expect(await place.innerText()).toBe('Step 1');
    await page.getByRole('application').first().press('ArrowRight');
    expect(await legend.first().innerText()).toContain('0.5');
    await page.getByRole('slider', { name: 'Smoothing' }).fill('0.5');
    await legend.filter({ hasText: '(0.5)' }).waitFor();
    expect(await place.innerText()).toBe('Step 2');
    await page.getByRole('slider', { name: 'Smoothing' }).fill('0');
    await legend.filter({ hasText: '(0.5)' }).waitFor({ state: 'detached' });
    expect(await place.innerText()).toBe('Step 2');
    await page.getByRole('combobox', { name: 'X axis' }).selectOption({ label: 'Training time' });
    await page.waitForURL(/x=relative/);
    await page.waitForFunction(
      () => document.querySelector('figcaption output')?.textContent === 'Last values',
    );
    expect(faults).toEqual([]);
    run.interrupt();
  });

  it('shows new curves after a tap on a phone', async () => {
    const { run, page, faults, plot, place, legend } = await openLive(0.6, PHONE);
    await plot.tap();
    await page.waitForFunction(() =>
      /^Step \d+$/.test(document.querySelector('figcaption output')?.textContent ?? ''),
    );
    const before = await place.innerText();
    run.epoch({ split: 'validation', step: 100, epoch: 1, t: 100, loss: 0.25 });
    // The curve begins after the cursor.
    await legend.filter({ hasText: 'Validation' }).getByText('–').waitFor();
    expect(await place.innerText()).toBe(before);
    await page.getByRole('application').first().press('End');
    await legend.filter({ hasText: 'Validation' }).getByText('0.25').waitFor();
    expect(faults).toEqual([]);
    run.interrupt();
  });
});
