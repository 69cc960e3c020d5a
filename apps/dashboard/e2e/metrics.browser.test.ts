import { mkdirSync } from 'node:fs';
import { beginRun } from '#testing/runs';
import { until } from '#testing/until';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { RunWriter } from '@rnn-lab/runs';
import type { Browser } from 'playwright-core';

const NAME = 'top.5/k';
const VALUES = [70, 9, 80, 100];

describeInBrowser('a metric that the dashboard does not know', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let runs: RunWriter[];

  beforeAll(async () => {
    mkdirSync(workbench.runs);
    // In an order that is neither that of the values nor its reverse, and not that of their first digits.
    runs = [];
    for (const value of VALUES) runs.push(await runWith(value));
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  /** A run with this result, and seven more metrics without a direction. */
  async function runWith(value: number): Promise<RunWriter> {
    const run = await beginRun(workbench.runs, {
      reference: {},
      metricInfo: { [NAME]: { better: 'higher', unit: '%' } },
    });
    const others = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`x${i + 1}`, value + i]));
    for (let step = 1; step <= 20; step++) {
      run.step({ step, epoch: 1, t: step, loss: 1 / step, [NAME]: value - 1 / step, ...others });
    }
    run.finish({ results: { test: { loss: 1, [NAME]: value, ...others } } });
    return run;
  }

  it('has a column, by which runs are sorted', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(address);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('group', { name: 'Results' }).getByLabel(`Test ${NAME}`).check();
    await page.keyboard.press('Escape');
    const head = page.getByRole('columnheader', { name: `Test ${NAME}` });
    const shown = async () => {
      const cells = await page.locator(`td[data-column="result.test.${NAME}"]`).allInnerTexts();
      return cells.map((text) => text.replaceAll(/\s+/g, ' ').trim());
    };
    const falling = ['100.0 %', '80.00 %', '70.00 %', '9.0000 %'];
    for (const [direction, order] of [
      ['descending', falling],
      ['ascending', [...falling].reverse()],
    ] as const) {
      await head.getByRole('button').click();
      await page.locator(`th[aria-sort=${direction}]`, { hasText: NAME }).waitFor();
      await until(60, `The order ${direction}`, async () => `${await shown()}` === `${order}`);
      await page.reload();
      await head.waitFor();
      expect(await shown()).toEqual(order);
    }
    expect(faults).toEqual([]);
  });

  it('has a chart on the run’s page, where further ones are shown on request', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${address}/runs/${runs[0].id}`);
    const charts = page.getByRole('region', { name: 'Curves' }).getByRole('figure');
    await charts.first().waitFor();
    expect(await charts.count()).toBe(6);
    expect(await page.getByRole('application', { name: NAME, exact: true }).count()).toBe(1);
    await page.getByRole('button', { name: 'Show 3 more metrics' }).click();
    await page.getByRole('application', { name: 'x7', exact: true }).waitFor();
    expect(await charts.count()).toBe(9);
    expect(await page.getByRole('columnheader', { name: `${NAME} %` }).count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it('is compared, and ranked only if its direction is known', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${address}/compare?runs=${runs.map(({ id }) => id).join()}`);
    await page.getByRole('application', { name: `Train ${NAME}`, exact: true }).waitFor();
    const table = page.getByRole('region', { name: 'Metrics' });
    const best = await table.locator('b').allInnerTexts();
    // Its test result, its best and its last value in training; the losses are equal, and the others have no direction.
    expect(best.map((text) => text.split(/\s/)[0])).toEqual(['100.0', '99.95', '99.95']);
    expect(await table.getByText('Test x7').count()).toBe(1);
    await page.getByRole('button', { name: 'Show 3 more metrics' }).first().click();
    await page.getByRole('application', { name: 'Train x7', exact: true }).waitFor();
    expect(faults).toEqual([]);
  });
});
