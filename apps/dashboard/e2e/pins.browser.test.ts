import { AxeBuilder } from '@axe-core/playwright';
import { makeRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { Browser, BrowserContextOptions } from 'playwright-core';

describeInBrowser('a pinned baseline', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let ids: string[];

  beforeAll(async () => {
    const runs = [0.85, 0.86, 0.5].map((accuracy, seed) => makeRun(workbench.runs, { seed }, accuracy));
    ids = (await Promise.all(runs)).map(({ id }) => id);
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  const open = async (path: string, options: BrowserContextOptions = {}) => {
    const opened = await openPage(browser, options);
    await opened.page.goto(address + path);
    return opened;
  };
  const send = (method: string, path: string, body?: object) =>
    fetch(`${address}/api/v1${path}`, {
      method,
      headers: { origin: address, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });

  it('is pinned from a run’s page, for everyone, and undone', async () => {
    const { page, faults } = await open(`/runs/${ids[0]}`);
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText('It is the pinned baseline of its experiment.').waitFor();
    const other = await open(`/runs/${ids[2]}`);
    await other.page.getByText(`It is worse than the pinned ${ids[0]} by 0.3500`).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('It is the pinned baseline').waitFor({ state: 'detached' });
    expect(await (await send('GET', '/pins')).json()).toEqual({ pins: [] });
    expect([...faults, ...other.faults]).toEqual([]);
  });

  it('of a seed set is pinned in the list, which shows the differences with their direction', async () => {
    const { page, faults } = await open('/');
    const row = (id: string) => page.getByRole('row').filter({ hasText: id });
    for (const id of ids.slice(0, 2)) await row(id).getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await row(ids[0]).getByText('pinned').waitFor();
    await row(ids[2]).getByText('−0.3550 worse').waitFor();
    expect(
      await row(ids[1])
        .getByText(/better|worse|noise/)
        .count(),
    ).toBe(0);

    await page.goto(`${address}/compare?runs=${ids.join()}`);
    await page.getByText('−0.3550 worse').first().waitFor();
    expect(faults).toEqual([]);
  });

  it.each([
    ['in Korean, in the dark', { locale: 'ko-KR', colorScheme: 'dark' as const }],
    ['on a phone', PHONE],
  ])('is accessible: %s', async (_, options) => {
    await send('PUT', '/pins', { runs: [ids[0]] });
    const { page } = await openPage(browser, options);
    for (const path of ['/', `/runs/${ids[2]}`, `/compare?runs=${ids.join()}`]) {
      await page.goto(address + path);
      await page
        .getByText(/−0.3500|0.3500만큼|by 0.3500/)
        .first()
        .waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect([path, violations.map(({ id, nodes }) => [id, nodes[0].html])]).toEqual([path, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
  });

  it('that is deleted is reported, and can be unpinned', async () => {
    await send('PUT', '/pins', { runs: [ids[0]] });
    await send('DELETE', `/runs/${ids[0]}`);
    const { page } = await open(`/runs/${ids[2]}`);
    const notice = page.getByText(
      `The pinned baseline of nsmc has been deleted, or can’t be read: ${ids[0]}.`,
    );
    await notice.waitFor();
    await notice.getByRole('button', { name: 'Unpin' }).click();
    await notice.waitFor({ state: 'detached' });
    await send('POST', `/trash/${ids[0]}/restore`);
  });

  it('is refused for runs that aren’t a seed set, have no results, or don’t exist', async () => {
    const other = await makeRun(workbench.runs, { params: { epochs: 3 } });
    const mixed = await send('PUT', '/pins', { runs: [ids[0], other.id] });
    expect([mixed.status, await mixed.json()]).toMatchObject([
      409,
      { details: { code: 'pin-of-different-runs' } },
    ]);
    expect((await send('PUT', '/pins', { runs: ['none'] })).status).toBe(404);
    expect((await send('PUT', '/pins', { runs: [] })).status).toBe(400);
    expect(await (await send('GET', '/pins')).json()).toEqual({ pins: [] });
  });
});
