import { AxeBuilder } from '@axe-core/playwright';
import { moveToTrash } from '@rnn-lab/runs';
import { beginRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A finished run; returns its id. */
async function classifier(runsDir: string): Promise<string> {
  const run = await beginRun(runsDir);
  for (let step = 1; step <= 100; step++) run.step({ step, epoch: 1, t: step, loss: 1 / step });
  run.epoch({ split: 'validation', step: 100, epoch: 1, t: 100, loss: 0.4, accuracy: 0.85 });
  await run.writePredictions('test', [
    { index: 0, text: '최고의 영화', tokens: ['최고', '영화'], label: 1, probability: 0.9 },
    { index: 1, text: '별로인 영화', tokens: ['별로'], label: 0, probability: 0.8 },
  ]);
  run.finish({ results: { test: { loss: 0.35, accuracy: 0.85 } } });
  return run.id;
}

/** Replaces API responses with unexpected ones, so that every component that reads them fails. */
describeInBrowser('a failing part of a page', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let id: string;

  beforeAll(async () => {
    id = await classifier(workbench.runs);
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  /** Opens a page; responses matching `pattern` are passed through `broken` until `mend` is called. */
  async function openBroken(
    path: string,
    pattern: RegExp,
    broken: (answer: never) => unknown,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; mend: () => Promise<void> }> {
    const { page } = await openPage(browser, options);
    await page.route(pattern, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ json: broken((await response.json()) as never) });
    });
    await page.goto(address + path);
    return { page, mend: () => page.unroute(pattern) };
  }

  const failed = (page: Page, name: string) =>
    page.locator('div', { has: page.locator(`> strong:text-is("“${name}” can’t be shown.")`) }).last();

  it('on a run’s page takes down nothing else, and can be retried', async () => {
    const { page, mend } = await openBroken(`/runs/${id}`, /\/evaluation\//, () => ({}));
    await failed(page, 'Confusion matrix').waitFor();
    await failed(page, 'Evaluation charts').waitFor();
    await page.getByText('별로인 영화').waitFor();
    await page.getByRole('application', { name: 'Loss' }).press('End');
    await page.getByRole('figure', { name: 'Loss' }).getByText('Step 100', { exact: true }).waitFor();
    await page.getByLabel('Add a tag').fill('still works');
    await page.getByLabel('Add a tag').press('Enter');
    await page.getByRole('button', { name: 'Remove the tag still works' }).waitFor();
    await failed(page, 'Confusion matrix').getByText('Details').click();
    await failed(page, 'Confusion matrix').getByText('TypeError').waitFor();
    await mend();
    await failed(page, 'Confusion matrix').getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table', { name: 'Confusion matrix' }).waitFor();
    await page.getByRole('application', { name: /^ROC/ }).waitFor();
    expect(await page.getByText('can’t be shown').count()).toBe(0);
  });

  it.each([
    [
      'in Korean on a phone',
      { ...PHONE, locale: 'ko-KR' },
      '"가장 많이 틀린 리뷰부터" 영역을 표시할 수 없습니다.',
    ],
    ['in the dark', { colorScheme: 'dark' as const }, '“Reviews, largest error first” can’t be shown.'],
  ])('is accessible: %s', async (_, options, sentence) => {
    const wrong = () => ({ kind: 'sentiment', total: 1, rows: [{ index: 0 }] });
    const { page } = await openBroken(`/runs/${id}`, /\/predictions\/test\?.*sort/, wrong, options);
    await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
    await page.locator('canvas').first().waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it('recovers with the next valid event', async () => {
    const run = await beginRun(workbench.runs);
    const { page } = await openPage(browser);
    const detail = (await (await fetch(`${address}/api/v1/runs/${run.id}`)).json()) as object;
    const wrong = `event: run\ndata: ${JSON.stringify({ ...detail, annotations: null })}\n\n`;
    await page.route(/\/events/, (route) => route.fulfill({ body: wrong, contentType: 'text/event-stream' }));
    await page.goto(`${address}/runs/${run.id}`);
    await failed(page, 'Run').waitFor();
    await page.getByRole('heading', { name: 'Curves' }).waitFor();
    await page.unroute(/\/events/);
    await page.getByRole('heading', { level: 1, name: 'Naver movie reviews' }).waitFor();
    expect(await page.getByText('can’t be shown').count()).toBe(0);
    run.interrupt();
  });

  it('in the list is a single row', async () => {
    const other = await classifier(workbench.runs);
    const pattern = /\/api\/v1\/runs\?/;
    const { page, mend } = await openBroken(
      '/',
      pattern,
      (answer: { rows: { id: string; run: object }[] }) => ({
        ...answer,
        rows: answer.rows.map((row) =>
          row.id === other ? { ...row, run: { ...row.run, results: null } } : row,
        ),
      }),
    );
    await page
      .getByRole('row')
      .filter({ hasText: `“${other}” can’t be shown.` })
      .waitFor();
    await page.getByRole('row').filter({ hasText: id }).getByText('0.8500').waitFor();
    await page.getByRole('searchbox').fill('nothing like it');
    await page.waitForURL(/q=/);
    await mend();
    await page.getByRole('searchbox').fill('');
    // The list is fetched again when a run begins or ends.
    (await beginRun(workbench.runs)).interrupt();
    await page.getByRole('link', { name: other }).waitFor();
  });

  it('in a comparison is a single chart', async () => {
    const { page, mend } = await openBroken(
      `/compare?runs=${id}`,
      /series\?metric=loss/,
      (answer: object) => ({
        ...answer,
        curves: [{ kind: 'step', split: 'train' }],
      }),
    );
    await failed(page, 'Train loss').waitFor();
    await page.getByRole('application', { name: 'Validation accuracy' }).waitFor();
    await page.getByRole('region', { name: 'Metrics' }).waitFor();
    await mend();
    await failed(page, 'Train loss').getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('application', { name: 'Train loss' }).waitFor();
  });

  it('in the trash is the list', async () => {
    for (let i = 0; i < 2; i++) {
      const deleted = await beginRun(workbench.runs);
      deleted.interrupt();
      await moveToTrash(workbench.runs, deleted.id);
    }
    const { page, mend } = await openBroken('/trash', /\/api\/v1\/trash$/, () => ({ rows: [null] }));
    // The page asks for the list again when it is opened.
    await failed(page, 'Trash').waitFor();
    await page.getByRole('button', { name: 'Empty the trash' }).waitFor();
    await mend();
    await failed(page, 'Trash').getByRole('button', { name: 'Try again' }).click();
    await page
      .getByRole('button', { name: /^Restore/ })
      .nth(1)
      .waitFor();
  });

  it('may be a whole page, but never the frame around it', async () => {
    const { page, mend } = await openBroken('/', /\/api\/v1\/runs\?/, () => ({}));
    await page.getByText('This page can’t be shown.').waitFor();
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Trash' }).click();
    await page.getByRole('heading', { name: 'Trash' }).waitFor();
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Runs' }).click();
    await page.getByText('This page can’t be shown.').waitFor();
    await mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: id }).waitFor();
  });

  it.each([
    ['ko-KR', '이 페이지를 표시할 수 없습니다.'],
    ['en-US', 'This page can’t be shown.'],
  ])('may be the shared layout: a page reports that, in %s', async (locale, sentence) => {
    const { page } = await openPage(browser, { locale });
    // Like in a sandboxed frame.
    await page.addInitScript(() => {
      Object.defineProperty(document, 'cookie', {
        get: () => '',
        set: () => {
          throw new DOMException('The document is sandboxed.', 'SecurityError');
        },
      });
    });
    await page.goto(address);
    await page.getByText(sentence).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
  });
});
