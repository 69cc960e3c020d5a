import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { beginRun } from '#testing/runs';
import { until } from '#testing/until';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { RunWriter } from '@rnn-lab/runs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Of a curve of 100 steps without a spike. */
const CALM = (step: number) => 1 + (step % 5) / 10;

describeInBrowser('the charts of a page', () => {
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

  /** A run with a loss and an accuracy. */
  async function runWith(lossAt: (step: number) => number): Promise<RunWriter> {
    const run = await beginRun(workbench.runs);
    for (let step = 1; step <= 100; step++) {
      run.step({ step, epoch: 1, t: step, loss: lossAt(step), accuracy: step / 100 });
    }
    run.interrupt();
    return run;
  }

  /** Charts that are off screen are not plotted. */
  async function open(path: string, options: BrowserContextOptions = {}, plots = 2) {
    const opened = await openPage(browser, options);
    await opened.page.addInitScript(() => localStorage.setItem('rnn-lab.smoothing', '0'));
    await opened.page.goto(address + path);
    await opened.page
      .locator('.u-over')
      .nth(plots - 1)
      .waitFor();
    return opened;
  }

  const place = (page: Page, chart: number) => page.locator('figcaption output').nth(chart);
  const plotOf = (page: Page, name: string) => page.getByRole('application', { name, exact: true });

  it('keep the zoom in the URL, for their x axis only', async () => {
    const { id } = await runWith(CALM);
    const { page, faults } = await open(`/runs/${id}`);
    await plotOf(page, 'Loss').press('+');
    await page.waitForURL(/zoom=step,/);
    const { href } = new URL(page.url());
    const second = await open(href.slice(address.length));
    await second.page.getByRole('button', { name: 'Reset zoom' }).nth(1).waitFor();
    const last = async (shown: Page) => {
      await plotOf(shown, 'Accuracy').press('End');
      return place(shown, 1).innerText();
    };
    expect(await last(second.page)).toBe(await last(page));
    expect(await last(page)).not.toBe('Step 100');

    await second.page.getByRole('combobox', { name: 'X axis' }).selectOption({ label: 'Training time' });
    await second.page.getByRole('button', { name: 'Reset zoom' }).first().waitFor({ state: 'detached' });
    await plotOf(page, 'Loss').press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('zoom'));
    const wrong = await open(`/runs/${id}?zoom=step,9,1`);
    expect(await last(wrong.page)).toBe('Step 100');
    expect([...faults, ...second.faults, ...wrong.faults]).toEqual([]);
  });

  /** The first and last step that a chart shows. */
  async function ends(page: Page, name = 'Loss'): Promise<number[]> {
    const found: number[] = [];
    for (const key of ['Home', 'End']) {
      await plotOf(page, name).press(key);
      found.push(Number((await place(page, 0).innerText()).replace('Step ', '')));
    }
    return found;
  }

  /** Puts the pointer on the first chart, again until it is there: the page may still move what it shows. */
  async function boxUnderPointer(page: Page, share: number, step: string) {
    const over = page.locator('.u-over').first();
    let middle = { x: 0, y: 0, width: 0 };
    await until(60, `The chart's cursor at ${step}`, async () => {
      await over.hover();
      const { x, y, width, height } = (await over.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      middle = { x, y: y + height / 2, width };
      await page.mouse.move(x + share * width, middle.y);
      return (await place(page, 0).innerText()) === step;
    });
    return middle;
  }

  it('are zoomed by Ctrl and the wheel around the pointer; the wheel alone scrolls the page', async () => {
    const { id } = await runWith(CALM);
    const { page, faults } = await open(`/runs/${id}`);
    const over = page.locator('.u-over').first();
    await over.hover();
    await page.mouse.wheel(0, 60);
    await page.waitForFunction(() => scrollY > 0);
    expect(page.url()).not.toContain('zoom');
    await over.click();
    await page.mouse.wheel(0, -60);
    await page.getByText('Ctrl or ⌘ with the wheel zooms').waitFor();
    expect(page.url()).not.toContain('zoom');

    await over.hover();
    const before = Number((await place(page, 0).innerText()).replace('Step ', ''));
    const scrolled = await page.evaluate(() => scrollY);
    await page.keyboard.down('Control');
    for (let notch = 0; notch < 6; notch++) {
      await page.mouse.wheel(0, -120);
      await page.waitForTimeout(100);
    }
    await page.keyboard.up('Control');
    await page.waitForURL(/zoom=step,/);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    const [first, last] = await ends(page);
    expect(last - first).toBeLessThan(60);
    expect(Math.abs((first + last) / 2 - before)).toBeLessThan(5);

    await over.hover();
    await page.keyboard.down('Control');
    for (let notch = 0; notch < 12; notch++) {
      await page.mouse.wheel(0, 120);
      await page.waitForTimeout(100);
    }
    await page.keyboard.up('Control');
    await page.waitForURL((url) => !url.searchParams.has('zoom'));
    expect(faults).toEqual([]);
  });

  /** Of the first chart, once the page neither moves nor replaces it any more. */
  async function boxAtRest(page: Page) {
    await plotOf(page, 'Loss').evaluate((element) => element.scrollIntoView({ block: 'center' }));
    let box = { x: 0, y: 0, width: 0, height: 0 };
    await until(60, 'The chart at rest', async () => {
      const over = await page.locator('.u-over').first().elementHandle();
      const before = await over?.boundingBox();
      await page.waitForTimeout(500);
      box = (await over?.boundingBox()) ?? box;
      return JSON.stringify(box) === JSON.stringify(before);
    });
    return box;
  }

  it('are zoomed and moved by two fingers; one scrolls the page', async () => {
    const { id } = await runWith(CALM);
    const { page, faults } = await open(`/runs/${id}`, PHONE, 1);
    const { x, y, width, height } = await boxAtRest(page);
    const cdp = await page.context().newCDPSession(page);
    /** Fingers at shares of the plot's width, and pixels above its middle. */
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', shares: number[] = [], up = 0) =>
      cdp.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: shares.map((share, id) => ({ x: x + share * width, y: y + height / 2 - up, id })),
      });
    const move = async (from: [number, number], to: [number, number]) => {
      await touch('touchStart', from);
      for (let part = 0.25; part <= 1; part += 0.25) {
        await touch(
          'touchMove',
          from.map((share, i) => share + part * (to[i] - share)),
        );
      }
      await touch('touchEnd');
    };
    /** The range in the address, which follows the fingers. */
    const zoomed = (from: number, to: number) =>
      page.waitForURL((url) => {
        const [, ...range] = (url.searchParams.get('zoom') ?? '').split(',').map(Number);
        return Math.abs(range[0] - from) < 2 && Math.abs(range[1] - to) < 2;
      });
    await move([0.4, 0.6], [0.3, 0.7]);
    await zoomed(25, 75);
    await move([0.3, 0.7], [0.5, 0.9]);
    await zoomed(15, 65);
    await move([0.2, 0.8], [0.47, 0.53]);
    await page.waitForURL((url) => !url.searchParams.has('zoom'));
    expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);

    const before = await page.evaluate(() => scrollY);
    await touch('touchStart', [0.5]);
    for (let up = 20; up <= 120; up += 20) await touch('touchMove', [0.5], up);
    await touch('touchEnd');
    await page.waitForFunction((top) => scrollY > top, before);
    expect(page.url()).not.toContain('zoom');
    expect(faults).toEqual([]);
  });

  it('are moved by dragging with Shift, by key and by button', async () => {
    const { id } = await runWith(CALM);
    const { page, faults } = await open(`/runs/${id}?zoom=step,40,60`);
    // Only the points of the range are there.
    await page.waitForLoadState('networkidle');
    const { x, y, width } = await boxUnderPointer(page, 0.25, 'Step 45');
    await page.keyboard.down('Shift');
    await page.mouse.down();
    await page.mouse.move(x + 0.75 * width, y, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.waitForURL(/zoom=step,(29|30)[.,\d]*,(49|50)/);
    await page.mouse.move(2, 2);
    const [first, last] = await ends(page);
    expect([Math.abs(first - 30) <= 1, Math.abs(last - 50) <= 1]).toEqual([true, true]);
    await page.waitForLoadState('networkidle');
    await plotOf(page, 'Loss').press(']');
    await page.waitForURL(/zoom=step,(34|35)/);
    await page.getByRole('figure').first().getByRole('button', { name: 'Move left' }).click();
    await page.waitForURL(/zoom=step,(29|30)/);
    // Around the cursor, which is at the right end.
    await plotOf(page, 'Loss').press('End');
    await plotOf(page, 'Loss').press('-');
    await page.waitForURL(/zoom=step,(9|10)[.,\d]*,(49|50)/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('show the same step, by mouse and by key, until the reader leaves', async () => {
    const { id } = await runWith(CALM);
    const { page, faults } = await open(`/runs/${id}`);
    await plotOf(page, 'Loss').press('Home');
    await plotOf(page, 'Loss').press('ArrowRight');
    for (const chart of [0, 1]) expect(await place(page, chart).innerText()).toBe('Step 2');
    const accuracy = page.getByRole('figure').nth(1).getByRole('listitem');
    expect(await accuracy.first().innerText()).toContain('0.02');
    await plotOf(page, 'Accuracy').press('End');
    for (const chart of [0, 1]) expect(await place(page, chart).innerText()).toBe('Step 100');

    await plotOf(page, 'Loss').hover();
    await until(60, 'The step of the mouse', async () => (await place(page, 0).innerText()) !== 'Step 100');
    expect(await place(page, 1).innerText()).toBe(await place(page, 0).innerText());
    await page.mouse.move(2, 2);
    await until(
      60,
      'The end of the cursor',
      async () => (await place(page, 1).innerText()) === 'Last values',
    );
    expect(await place(page, 0).innerText()).toBe('Last values');
    expect(faults).toEqual([]);
  });

  it('can fill the screen, by button and by key', async () => {
    const { id } = await runWith(CALM);
    const { page, faults } = await open(`/runs/${id}`);
    const figure = page.getByRole('figure').first();
    const before = (await figure.locator('canvas').boundingBox())?.height ?? 0;
    const button = figure.getByRole('button', { name: 'Full screen' });
    await button.click();
    await page.waitForFunction(() => document.fullscreenElement?.matches('figure'));
    await until(60, 'A higher plot', async () => {
      const { height = 0 } = (await figure.locator('canvas').boundingBox()) ?? {};
      return height > 1.5 * before;
    });
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await plotOf(page, 'Loss').press('f');
    await page.waitForFunction(() => document.fullscreenElement === null);
    expect(faults).toEqual([]);
  });

  it('leave out outliers on request, and say what is outside', async () => {
    const { id } = await runWith((step) => (step === 50 ? 1000 : CALM(step)));
    const { page, faults } = await open(`/runs/${id}`);
    const outside = page.getByText('1 point off the scale, reaching 1,000');
    expect(await outside.count()).toBe(0);
    const before = await page.getByRole('figure').first().boundingBox();
    await page.getByRole('checkbox', { name: 'Leave out outliers' }).check();
    await outside.waitFor();
    expect(await page.getByRole('figure').first().boundingBox()).toEqual(before);
    await page.waitForURL(/outliers=false/);
    await page.reload();
    await outside.waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    await page.getByRole('checkbox', { name: 'Leave out outliers' }).uncheck();
    await outside.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('mark where a value is not finite, also while the run is live', async () => {
    const run = await beginRun(workbench.runs);
    for (let step = 1; step <= 20; step++) {
      run.step({ step, epoch: 1, t: step, loss: step === 12 ? NaN : 1, ...(step > 5 && { auc: 1 }) });
    }
    const { page, faults } = await open(`/runs/${run.id}`, PHONE, 1);
    await page.getByText('first at: Train, batches, Step 12.').waitFor();
    expect(await page.getByText('first at:').count()).toBe(1);
    await plotOf(page, 'Loss').press('Home');
    for (let step = 2; step <= 12; step++) await plotOf(page, 'Loss').press('ArrowRight');
    await page.getByRole('listitem').filter({ hasText: 'not finite' }).first().waitFor();
    run.step({ step: 21, epoch: 1, t: 21, loss: 1, auc: Infinity });
    await page.getByText('first at: Train, batches, Step 21.').waitFor();
    expect(faults).toEqual([]);
    run.interrupt();
  });
});
