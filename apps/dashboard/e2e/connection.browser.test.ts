import { AxeBuilder } from '@axe-core/playwright';
import { moveToTrash } from '@rnn-lab/runs';
import { beginRun, makeRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { RunWriter } from '@rnn-lab/runs';
import type { Browser, Page } from 'playwright-core';
import type { Server } from './workbench';

const BAR = 'Connection to the server lost since';

describeInBrowser('a server that is gone', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let server: Server;
  let live: RunWriter;
  /** The paths of the pages. */
  let pages: string[];

  beforeAll(async () => {
    const { id } = await makeRun(workbench.runs);
    const deleted = await beginRun(workbench.runs);
    deleted.interrupt();
    await moveToTrash(workbench.runs, deleted.id);
    live = await beginRun(workbench.runs, { params: { epochs: 2, batchSize: 60 } });
    live.update({ dataset: { name: 'nsmc', rows: { train: 6_000 }, files: [] } });
    for (let step = 1; step <= 100; step++) live.step({ step, epoch: 1, t: step, loss: 1 / step });
    server = await workbench.startServer();
    browser = await launchBrowser();
    pages = [
      '/',
      `/runs/${live.id}`,
      `/compare?runs=${id},${live.id}`,
      '/trash',
      `/runs/${id}/playground`,
      '/none',
    ];
  });
  afterAll(async () => {
    live?.interrupt();
    await browser?.close();
    await workbench.close();
  });

  const bar = (page: Page) => page.getByRole('alert').filter({ hasText: BAR });
  /** Starts the server again at the same address. */
  const restart = async () => {
    server = await workbench.startServer({}, '--port', new URL(server.address).port);
  };

  it('is noticed on every page, however it ended, and so is its return', async () => {
    const opened: Page[] = [];
    for (const path of pages) {
      const { page } = await openPage(browser);
      await page.goto(server.address + path);
      await page.locator('main h1').first().waitFor();
      // Once the first response has arrived, a page notices that updates stop.
      await page.waitForResponse(/\/health$/);
      opened.push(page);
    }
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      server.process.kill(signal);
      await Promise.all(opened.map((page) => bar(page).waitFor()));
      await restart();
      await Promise.all(opened.map((page) => bar(page).waitFor({ state: 'detached' })));
    }
    for (const page of opened) await page.context().close();
  });

  it('is noticed if it accepts connections but doesn’t respond', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${server.address}/trash`);
    await page.waitForResponse(/\/health$/);
    server.process.kill('SIGSTOP');
    try {
      await bar(page).waitFor();
    } finally {
      server.process.kill('SIGCONT');
    }
    await bar(page).waitFor({ state: 'detached' });
  });

  it('leaves nothing that looks live', async () => {
    const list = await openPage(browser);
    await list.page.goto(server.address);
    const row = list.page.getByRole('row').filter({ hasText: live.id });
    await row.getByText('running', { exact: true }).waitFor();
    const { page } = await openPage(browser, { ...PHONE, colorScheme: 'dark' });
    await page.goto(`${server.address}/runs/${live.id}`);
    await page.getByRole('progressbar').waitFor();
    await page.waitForResponse(/\/health$/);
    server.process.kill('SIGKILL');
    await Promise.all([bar(page).waitFor(), bar(list.page).waitFor()]);
    await page.getByText('was running').waitFor();
    expect(await page.locator('[data-lost] progress').count()).toBe(1);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
    await row.getByText('was running').waitFor();
    const text = await row.innerText();
    await list.page.waitForTimeout(2_500);
    expect(await row.innerText()).toBe(text);

    live.step({ step: 101, epoch: 2, t: 101, loss: 7 });
    await restart();
    await row.getByText('running', { exact: true }).waitFor();
    await page.getByText('running', { exact: true }).waitFor();
    await page.getByRole('application').press('End');
    await page.getByText('Step 101', { exact: true }).waitFor();
  });
});
