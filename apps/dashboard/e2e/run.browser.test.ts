import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { beginRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { RunWriter } from '@rnn-lab/runs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A classifier's finished run: 40 reviews, positive and negative in turn, with rising probabilities. */
async function finishedRun(runsDir: string): Promise<RunWriter> {
  const run = await beginRun(runsDir);
  for (let step = 1; step <= 100; step++)
    run.step({ step, epoch: 1, t: step, loss: 1 / step, accuracy: 0.5 });
  const reviews = Array.from({ length: 40 }, (_, index) => ({
    index,
    text: `Review ${index} <b>`,
    tokens: ['known', null],
    label: index % 2,
    probability: (index + 0.5) / 40,
  }));
  await run.writePredictions('test', reviews);
  run.finish({ results: { test: { loss: 0.7, accuracy: 0.5 } } });
  return run;
}

describeInBrowser('a run’s page', () => {
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

  const open = async (id: string, options: BrowserContextOptions = {}) => {
    const opened = await openPage(browser, options);
    await opened.page.goto(`${address}/runs/${encodeURIComponent(id)}`);
    return opened;
  };
  const annotations = (id: string) =>
    JSON.parse(readFileSync(join(workbench.runs, id, 'annotations.json'), 'utf8'));

  /** The cursor's x at both ends of the first chart. */
  async function ends(page: Page): Promise<string[]> {
    const chart = page.getByRole('application').first();
    const read = async (key: string) => {
      await chart.press(key);
      return page.locator('figcaption output').first().innerText();
    };
    return [await read('Home'), await read('End')];
  }

  it('grows while the run is written, and keeps the zoom', async () => {
    const run = await beginRun(workbench.runs);
    for (let step = 1; step <= 100; step++) run.step({ step, epoch: 1, t: step, loss: 1 / step });
    const { page, faults } = await open(run.id);
    await page.locator('canvas').waitFor();
    expect(await ends(page)).toEqual(['Step 1', 'Step 100']);
    run.step({ step: 101, epoch: 1, t: 101, loss: 7 });
    // The cursor is at the end and reads the average of values near 0 with 7.
    await page.waitForFunction(() => document.querySelector('figure li')?.textContent?.includes('2.8'));
    expect(await ends(page)).toEqual(['Step 1', 'Step 101']);

    await page.getByRole('application').press('Home');
    await page.getByRole('application').press('+');
    const zoomed = await ends(page);
    expect(zoomed[1]).not.toBe('Step 101');
    run.step({ step: 102, epoch: 1, t: 102, loss: 5 });
    run.fail('The loss became NaN at step 103.');
    await page.getByText('The loss became NaN at step 103.').waitFor();
    expect(await ends(page)).toEqual(zoomed);
    await page.getByRole('application').press('Escape');
    expect(await ends(page)).toEqual(['Step 1', 'Step 102']);
    expect(faults).toEqual([]);
  });

  it('updates every number with the threshold, and shows the reviews that are wrong at it', async () => {
    const run = await finishedRun(workbench.runs);
    const { page, faults } = await open(run.id);
    const slider = page.getByRole('slider', { name: 'Threshold' });
    await slider.fill('0.75');
    const numbers = await page.locator('dl', { hasText: 'F1' }).first().innerText();
    // 5 of the 10 reviews from 0.75 up are positive, and 20 of all 40.
    expect(numbers.match(/[\d.]{6}/g)).toEqual(['0.5000', '0.5000', '0.2500', '0.3333']);
    await page.getByTitle('5 false positives: show them below').click();
    await page.getByText('5 reviews', { exact: true }).waitFor();
    await page.getByText('Review 38 <b>').waitFor();
    await page.getByText('unknown').first().waitFor();
    await page.getByRole('searchbox').fill('review 30');
    await page.getByText('1 review', { exact: true }).waitFor();
    expect(page.url()).toMatch(/threshold=0\.75&show=false-positives/);
    expect(faults).toEqual([]);
  });

  it('shows the last page of the reviews if a later one is requested', async () => {
    const { id } = await finishedRun(workbench.runs);
    const { page, faults } = await openPage(browser);
    await page.goto(`${address}/runs/${id}?show=all&page=99`);
    await page.getByText('Page 2 of 2').waitFor();
    const reviews = page.getByText(/^Review \d+ <b>$/);
    await reviews.nth(14).waitFor();
    expect(await reviews.count()).toBe(15);
    expect(page.url()).toMatch(/page=2$/);
    expect(faults).toEqual([]);
  });

  it('saves every chart, including those below the screen', async () => {
    const { id } = await finishedRun(workbench.runs);
    const { page, faults } = await open(id);
    const saved: string[] = [];
    page.on('download', (download) => saved.push(download.suggestedFilename()));
    await page.getByText('Review 38 <b>').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'All charts (PNG)' }).click();
    await page.getByText('6 charts saved').waitFor();
    const names = ['loss', 'accuracy', 'probabilities', 'roc', 'precision-recall', 'calibration'];
    expect(saved.sort()).toEqual(names.map((name, i) => `${id}-${i < 2 ? '' : 'test-'}${name}.png`).sort());
    expect(faults).toEqual([]);
  });

  it('edits tags and notes in place', async () => {
    const { id } = await finishedRun(workbench.runs);
    const { page } = await open(id);
    await page.getByLabel('Add a tag').fill('best');
    await page.getByLabel('Add a tag').press('Enter');
    await page.getByRole('button', { name: 'Remove the tag best' }).waitFor();
    await page.getByLabel('Notes').fill('둘째\n줄');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor({ state: 'detached' });
    expect(annotations(id)).toMatchObject({ tags: expect.arrayContaining(['best']), notes: '둘째\n줄' });
  });

  it('shows notes as Markdown, in which nothing runs and nothing is sent', async () => {
    const { id } = await finishedRun(workbench.runs);
    const notes = [
      '# Question',
      'Does **more** help? [paper](https://example.org/paper) [bad](javascript:alert(1))',
      '<script>window.ran = 1</script> <img src=x onerror="window.ran = 2">',
      '![curve](https://example.org/pixel.png) [data](data:text/html,<script>1</script>)',
    ].join('\n\n');
    writeFileSync(
      join(workbench.runs, id, 'annotations.json'),
      JSON.stringify({ tags: [], notes, archived: false }),
    );
    const { page, faults } = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${address}/runs/${id}`);
    await page.getByRole('heading', { name: 'Question', level: 3 }).waitFor();
    await page.getByText('window.ran = 1').waitFor();
    const aside = page.locator('aside');
    expect(await aside.locator('img, script, [onerror]').count()).toBe(0);
    const links = await aside
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')]));
    expect(links).toEqual([
      ['paper', 'https://example.org/paper'],
      ['curve', 'https://example.org/pixel.png'],
    ]);
    expect(await page.evaluate(() => (window as { ran?: number }).ran)).toBeUndefined();
    expect(asked.filter((url) => !url.startsWith(address))).toEqual([]);

    await aside.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Notes').press('Control+End');
    await page.keyboard.type('\n\n*done*');
    await page.keyboard.press('Control+Enter');
    await aside.locator('em', { hasText: 'done' }).waitFor();
    expect(annotations(id).notes).toMatch(/\n\n\*done\*$/);
    expect(faults).toEqual([]);
  });

  it('leads to each section by links, and unfolds the provenance', async () => {
    const { id } = await finishedRun(workbench.runs);
    const { page, faults } = await open(id, { ...PHONE });
    const contents = page.getByRole('navigation', { name: 'On this page' });
    const targets = await contents
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => document.querySelector(link.getAttribute('href') ?? '') !== null),
      );
    expect(targets).toEqual(targets.map(() => true));
    expect(targets.length).toBeGreaterThan(5);
    await contents.getByRole('link', { name: 'Provenance' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('npx rnn-lab nsmc').waitFor();
    await page.getByText('Node', { exact: true }).waitFor();
    expect(page.url()).toMatch(/#provenance$/);
    expect(faults).toEqual([]);
  });

  it('deletes and restores the run', async () => {
    const { id } = await finishedRun(workbench.runs);
    const { page } = await open(id);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText(`Moved ${id} to the trash.`).waitFor();
    expect(existsSync(join(workbench.runs, id))).toBe(false);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
    expect(existsSync(join(workbench.runs, id, 'run.json'))).toBe(true);
  });

  it('shows the readable parts of a broken run, and a 404 page for an unknown run', async () => {
    const { id } = await finishedRun(workbench.runs);
    writeFileSync(join(workbench.runs, id, 'run.json'), '{');
    const { page } = await open(id);
    await page.getByText('run.json is not valid JSON.').waitFor();
    await page.locator('canvas').first().waitFor();
    mkdirSync(join(workbench.runs, 'empty'));
    writeFileSync(join(workbench.runs, 'empty', 'run.json'), '{');
    const empty = await open('empty');
    await empty.page.getByText('run.json is not valid JSON.').waitFor();
    expect(await empty.page.getByRole('heading', { name: 'Curves' }).count()).toBe(0);
    const missing = await open('no such run', { locale: 'ko-KR' });
    expect(await missing.page.locator('h1').innerText()).toBe('그런 실행이 없습니다');
  });

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['on a phone, in Korean', { ...PHONE, locale: 'ko-KR' }],
  ])('is accessible: %s', async (_, options) => {
    const { id } = await finishedRun(workbench.runs);
    const { page } = await open(id, options);
    await page.getByText('Review 38 <b>').waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
