import { AxeBuilder } from '@axe-core/playwright';
import { makeRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const NAME = '최고 100% & "a/b" 😀';

describeInBrowser('a saved view of the list of runs', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    for (const [seed, accuracy] of [0.85, 0.5].entries()) await makeRun(workbench.runs, { seed }, accuracy);
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { origin: address, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { views: { name: string }[] } };
  };
  const names = async () => (await send('GET', '/views')).body.views.map(({ name }) => name);
  const clear = async () => {
    for (const name of await names()) await send('DELETE', `/views?${new URLSearchParams({ name })}`);
  };
  const openViews = (page: Page) => page.getByRole('button', { name: 'Views', exact: true }).click();

  it('is saved, opened by others with its columns, overwritten, deleted and brought back', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${address}/?q=${encodeURIComponent('test.accuracy>0.8')}&sort=-seed&group=experiment`);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'batchSize' }).check();
    await page.keyboard.press('Escape');
    await openViews(page);
    await page.getByText('No view has been saved yet.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill(NAME);
    await page.getByRole('button', { name: 'Save this list' }).click();
    await page.getByText(`The view “${NAME}” is saved.`).waitFor();
    expect(await names()).toEqual([NAME]);

    const other = await openPage(browser);
    await other.page.goto(`${address}/?archived=true`);
    await openViews(other.page);
    await other.page.getByRole('button', { name: `Open the view ${NAME}` }).click();
    await other.page.getByText('1 group').waitFor();
    await other.page.getByRole('columnheader', { name: 'batchSize' }).waitFor();
    expect(Object.fromEntries(new URL(other.page.url()).searchParams)).toEqual({
      q: 'test.accuracy>0.8',
      sort: '-seed',
      group: 'experiment',
    });

    await other.page.keyboard.press('Escape');
    await other.page.getByRole('searchbox').fill('seed=1');
    await other.page.waitForURL(/q=seed/);
    await openViews(other.page);
    await other.page.getByRole('button', { name: `Overwrite the view ${NAME}` }).click();
    await other.page.getByText(`The view “${NAME}” is overwritten.`).waitFor();
    expect((await send('GET', '/views')).body).toMatchObject({
      views: [{ search: 'q=seed%3D1&sort=-seed&group=experiment' }],
    });

    await other.page.getByRole('button', { name: `Delete the view ${NAME}` }).click();
    const deleted = other.page.getByText(`The view “${NAME}” is deleted.`);
    await deleted.waitFor();
    expect(await names()).toEqual([]);
    await other.page.getByRole('button', { name: 'Undo' }).last().click();
    await other.page.getByText('Undone.').waitFor();
    expect(await names()).toEqual([NAME]);
    expect([...faults, ...other.faults]).toEqual([]);
    await clear();
  });

  it('is saved through the API within limits, and never overwritten by accident', async () => {
    const view = { name: 'mine', search: 'q=a', columns: null };
    expect((await send('PUT', '/views', view)).status).toBe(200);
    expect(await send('PUT', '/views', view)).toMatchObject({
      status: 409,
      body: { details: { code: 'view-exists' } },
    });
    expect(await send('PUT', '/views', { ...view, search: 'q=b', overwrite: true })).toMatchObject({
      status: 200,
      body: { views: [{ name: 'mine', search: 'q=b', columns: null }] },
    });
    for (const wrong of [
      { name: '' },
      { name: 'a'.repeat(101) },
      { search: '한' },
      { columns: [1] },
      { x: 1 },
    ]) {
      expect((await send('PUT', '/views', { ...view, ...wrong })).status).toBe(400);
    }
    expect((await send('DELETE', '/views?name=mine')).status).toBe(200);
    expect(await send('DELETE', '/views?name=mine')).toMatchObject({
      status: 404,
      body: { details: { code: 'no-view' } },
    });
    for (let i = 0; i < 100; i++) await send('PUT', '/views', { ...view, name: String(i) });
    expect(await send('PUT', '/views', view)).toMatchObject({
      status: 409,
      body: { details: { code: 'too-many-views' } },
    });
    await clear();
  });

  it.each<[string, BrowserContextOptions, string]>([
    ['in Korean, in the dark', { locale: 'ko-KR', colorScheme: 'dark' }, '보기'],
    ['on a phone', PHONE, 'Views'],
  ])('is accessible: %s', async (_, options, views) => {
    for (const name of [NAME, 'long '.repeat(20)]) {
      await send('PUT', '/views', { name, search: 'group=seeds', columns: null, overwrite: true });
    }
    const { page } = await openPage(browser, options);
    await page.goto(`${address}/?group=seeds`);
    if (options.isMobile) await page.getByRole('button', { name: 'Filter, sort' }).click();
    await page.getByRole('button', { name: views, exact: true }).click();
    await page.getByText(NAME).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
