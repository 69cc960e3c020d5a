import { AxeBuilder } from '@axe-core/playwright';
import { beginRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { Browser, BrowserContextOptions } from 'playwright-core';

describeInBrowser('a query of the list of runs', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let ids: string[];

  beforeAll(async () => {
    ids = [];
    for (const [epochs, accuracy] of [
      [1, 0.9],
      [3, 0.8],
      [4, 0.88],
    ]) {
      const run = await beginRun(workbench.runs, { params: { epochs }, notes: `${'a'.repeat(60)}!` });
      run.finish({ results: { test: { loss: 0.3, accuracy } } });
      ids.push(run.id);
    }
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  const GOOD = 'epochs>2 and test.accuracy>0.85';

  it('selects runs, and is shared by its address', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(address);
    await page.getByRole('searchbox').fill(GOOD);
    await page.getByText('1 of 3 runs').waitFor();
    const shared = await openPage(browser);
    await shared.page.goto(page.url());
    await shared.page.getByText('1 of 3 runs').waitFor();
    expect(await shared.page.getByRole('row').filter({ hasText: ids[2] }).count()).toBe(1);
    expect(await shared.page.getByRole('searchbox').inputValue()).toBe(GOOD);
    expect([...faults, ...shared.faults]).toEqual([]);
  });

  it('that is wrong keeps the last rows, but not for use, and says where it is wrong', async () => {
    const { page } = await openPage(browser);
    await page.goto(address);
    const field = page.getByRole('searchbox');
    await field.fill(GOOD);
    await page.getByText('1 of 3 runs').waitFor();
    await field.fill('epochs>2 and acuracy>0.85 or tag=a');
    const problem = page.getByText('The query, at character 14: no run has a parameter or metric "acuracy"');
    await problem.waitFor();
    expect(await page.locator('mark').innerText()).toBe('acuracy');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('[inert] tr[data-index]').count()).toBe(1);
    expect(await page.getByText('of 3 runs').count()).toBe(0);
    await field.fill('epochs>2 and accuracy>0.85');
    await page.getByText('did you mean test.accuracy?').waitFor();
    await field.fill('epochs>2');
    await page.getByText('2 of 3 runs').waitFor();
    expect([await problem.count(), await page.locator('[inert]').count()]).toEqual([0, 0]);
  });

  it('with catastrophic backtracking, which would take years, is refused', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${address}/?q=${encodeURIComponent('notes~^(a+)+$')}`);
    await page.getByText('this regular expression takes too long').waitFor();
    await page.getByRole('searchbox').fill('notes~^a+!$');
    await page.getByText('3 runs', { exact: true }).waitFor();
  });

  it('is answered by the API, which names the place of a mistake', async () => {
    const ask = (q: string) => fetch(`${address}/api/v1/runs?q=${encodeURIComponent(q)}`);
    expect(await (await ask(GOOD)).json()).toMatchObject({ total: 1 });
    const refused = await ask('epochs>2 and (a');
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { details: { code: 'query-unclosed', values: { start: '13', end: '14', at: '14' } } },
    ]);
  });

  it.each<[string, BrowserContextOptions, string, string]>([
    ['in Korean, in the dark', { locale: 'ko-KR', colorScheme: 'dark' }, '검색 방법', '검색식의 10번째 글자'],
    ['on a phone', PHONE, 'How to search', 'The query, at character 10'],
  ])('is explained, and accessible: %s', async (_, options, help, problem) => {
    const { page } = await openPage(browser, options);
    await page.goto(`${address}/?q=${encodeURIComponent('epochs>2 (a')}`);
    await page.getByText(problem).waitFor();
    await page.getByRole('button', { name: help }).click();
    await page.getByText('status=stopped').waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
