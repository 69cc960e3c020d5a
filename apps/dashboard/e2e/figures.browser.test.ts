import { appendFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beginRun, killedRun, lineAt } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { Browser } from 'playwright-core';

describeInBrowser('the metrics', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    (await beginRun(workbench.runs)).interrupt();
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  it('of a killed run are those of its last line, on every page; its duration ends there', async () => {
    const id = basename(await killedRun(workbench.runs, { lastLineAfter: 90 }));
    const { page, faults } = await openPage(browser);
    await page.goto(`${address}/runs/${id}`);
    await page.getByText('This run has stopped responding.').waitFor();
    const results = page.getByRole('region', { name: 'Results' }).getByRole('row', { name: /Train · loss/ });
    expect(await results.innerText()).toMatch(/0\.3000\s+0\.2000\s*at step 2/);
    expect(await page.locator('main header').getByText('1m 30s').count()).toBe(1);

    await page.context().addCookies([{ name: 'columns', value: 'duration,last.train.loss', url: address }]);
    await page.goto(address);
    const row = page.getByRole('row').filter({ hasText: id });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/1m 30s\s+0\.3000/);

    await page.goto(`${address}/compare?runs=${id}`);
    expect(await page.getByRole('region', { name: 'Metrics' }).innerText()).toMatch(/0\.2000\s+0\.3000/);
    expect(faults).toEqual([]);
  });

  it('of the notebook are next to a run on all the data alone', async () => {
    const results = { test: { accuracy: 0.8 } };
    const [whole, limited] = await Promise.all(
      [null, 2000].map((limit) => beginRun(workbench.runs, { params: { limit } })),
    );
    for (const run of [whole, limited]) run.finish({ results });
    const { page } = await openPage(browser);
    for (const [{ id }, count] of [
      [whole, 1],
      [limited, 0],
    ] as const) {
      for (const path of [`/runs/${id}`, `/compare?runs=${id}`, `/?q=${id}`]) {
        await page.goto(address + path);
        await page.getByText('0.8000').first().waitFor();
        expect([path, await page.locator('main').getByText('notebook').count()]).toEqual([path, count]);
      }
    }
  });

  it('come with the run’s caveats, in the page’s language', async () => {
    const caveat = { en: 'Validation and test are the same.', ko: '검증과 테스트가 같습니다.' };
    const runs = await Promise.all([1, 2].map(() => beginRun(workbench.runs, { caveats: [caveat] })));
    for (const run of runs) run.finish({ results: { test: { accuracy: 0.8 } } });
    const [a, b] = runs.map(({ id }) => id);
    for (const language of ['en', 'ko'] as const) {
      const { page } = await openPage(browser, { locale: language });
      for (const path of [`/runs/${a}`, `/compare?runs=${a},${b}`]) {
        await page.goto(address + path);
        await page.getByRole('note').waitFor();
        expect(await page.getByRole('note').allInnerTexts()).toEqual([caveat[language]]);
      }
    }
  });

  it('of a live run keep up with its chart', async () => {
    // From a machine whose clock is ahead, without another heartbeat.
    const directory = await killedRun(workbench.runs, { startsIn: 3_600, lastLineAfter: 30 });
    const { page } = await openPage(browser);
    await page.goto(`${address}/runs/${basename(directory)}`);
    const results = page.getByRole('region', { name: 'Results' }).getByRole('row', { name: /Train · loss/ });
    await results.getByText('0.3000').waitFor();
    const startedAt = new Date(Date.now() + 3_600_000).toISOString();
    appendFileSync(join(directory, 'metrics.jsonl'), lineAt(startedAt, { step: 4, after: 31, loss: 0.1 }));
    await results.getByText('0.1000').first().waitFor();
  });

  it.each([
    ['ahead', 3_600_000],
    ['behind', -3_600_000],
  ])('include a live run’s duration, whatever the browser’s clock: an hour %s', async (_, shift) => {
    const run = await beginRun(workbench.runs);
    const { page } = await openPage(browser);
    await page.clock.setSystemTime(Date.now() + shift);
    await page.goto(`${address}/runs/${run.id}`);
    // Minutes on a slow machine, but no hour, and nothing negative.
    await page.waitForFunction(() =>
      /^(\d+m )?\d+s$/.test([...document.querySelectorAll('main header p span')].at(-1)?.textContent ?? ''),
    );
    run.interrupt();
  });
});
