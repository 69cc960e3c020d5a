import { mkdirSync } from 'node:fs';
import { openRun } from '@rnn-lab/runs';
import { beginRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { RunWriter } from '@rnn-lab/runs';
import type { Browser, Page } from 'playwright-core';

/** Step of the checkpoint. */
const CUT = 80;
/** What the curve has as its losses: before the cut, of the lost steps, after the resume. */
const [KEPT, LOST, RESUMED] = [0.5, 0.25, 0.75];

describeInBrowser('a run that is resumed while it is watched', () => {
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

  function write(run: RunWriter, [from, to]: [number, number], loss: number): void {
    for (let step = from; step <= to; step++) run.step({ step, epoch: 1, t: step, loss });
  }

  async function open(path: string): Promise<Page> {
    const { page } = await openPage(browser);
    await page.addInitScript(() => localStorage.setItem('rnn-lab.smoothing', '0'));
    await page.goto(address + path);
    await page.getByRole('application').first().waitFor();
    return page;
  }

  const place = (page: Page) => page.locator('figcaption output').first().innerText();

  /** Waits until the last point of the first chart is this step. */
  async function lastStep(page: Page, step: number): Promise<void> {
    for (;;) {
      await page.getByRole('application').first().press('End');
      if ((await place(page)) === `Step ${step}`) return;
      await page.waitForTimeout(500);
    }
  }

  /** Every point of the first chart from its left end to this step, as the cursor reads it. */
  async function points(page: Page, end: number): Promise<[step: number, loss: number][]> {
    await page.getByRole('application').first().press('Home');
    const first = Number((await place(page)).replace('Step ', ''));
    const figure = page.getByRole('figure').first();
    // Within the page: hundreds of keys and readings from outside take minutes on a busy machine.
    const read = await figure.evaluate(
      async (element, count) => {
        const texts: [place: string, reading: string][] = [];
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        for (let left = count; left > 0; left--) {
          await frame();
          await frame();
          const [place, reading] = ['figcaption output', 'li'].map((part) => element.querySelector(part));
          texts.push([place?.textContent ?? '', reading?.textContent ?? '']);
          const key = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
          element.querySelector('[role=application]')?.dispatchEvent(key);
        }
        return texts;
      },
      end - first + 1,
    );
    return read.map(([place, reading]) => [
      Number(place.replace('Step ', '')),
      Number(/([\d.]+)\s*$/.exec(reading)?.[1]),
    ]);
  }

  /** The points of a run that was resumed and has written up to this step. */
  function expected(from: number, end: number): [step: number, loss: number][] {
    const steps = Array.from({ length: end - from + 1 }, (_, i) => from + i);
    return steps.map((step) => [step, step <= CUT ? KEPT : RESUMED]);
  }

  it.each([
    ['fewer', 90],
    ['more', 120],
  ])('shows no lost and no doubled step: %s than before', async (_, end) => {
    const run = await beginRun(workbench.runs);
    write(run, [1, CUT], KEPT);
    await run.saveCheckpoint(CUT, {});
    write(run, [CUT + 1, 100], LOST);
    const page = await open(`/runs/${run.id}`);
    const zoomed = await open(`/runs/${run.id}`);
    const comparison = await open(`/compare?runs=${run.id}`);
    for (const each of [page, zoomed, comparison]) await lastStep(each, 100);
    // The part around the end, from before the cut on.
    await zoomed.getByRole('application').first().press('+');
    await zoomed.getByRole('button', { name: 'Reset zoom' }).waitFor();
    await page.getByRole('row', { name: 'Train · loss 0.2500 0.2500' }).waitFor();

    run.interrupt();
    const { writer } = await openRun(run.directory);
    await writer.begin();
    write(writer, [CUT + 1, end], RESUMED);
    const shown = Math.min(end, 100);
    await Promise.all([lastStep(page, end), lastStep(comparison, end), lastStep(zoomed, shown)]);
    await zoomed.getByRole('figure').first().getByRole('listitem').filter({ hasText: '0.75' }).waitFor();
    expect(await points(page, end)).toEqual(expected(1, end));
    expect(await points(comparison, end)).toEqual(expected(1, end));
    const part = await points(zoomed, shown);
    // Half as wide, with the cursor where it was: at the right end.
    expect(part[0][0]).toBe(51);
    expect(part).toEqual(expected(part[0][0], shown));
    // The best loss was one of the lost steps.
    await page.getByRole('row', { name: 'Train · loss 0.7500 0.5000' }).waitFor();
    await comparison.getByRole('row', { name: `${run.id} 0.5000 0.7500` }).waitFor();
    writer.interrupt();
  });
});
