import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { DataSummary, HistogramLine, RunFile, SentimentPrediction } from '@rnn-lab/runs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

describeInBrowser('a run’s data', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let reviews: RunFile;
  let series: RunFile;

  beforeAll(async () => {
    reviews = await workbench.trainReviews();
    [series] = await workbench.train('deaths', '--model', 'rnn', '--epochs', '10', '--histograms', '5');
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  async function open(id: string, options: BrowserContextOptions = {}, title = 'Data') {
    const opened = await openPage(browser, options);
    await opened.page.goto(`${address}/runs/${id}`);
    const section = opened.page.getByRole('region', { name: title, exact: true });
    await section.waitFor();
    return { ...opened, section };
  }

  async function violations(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  it('shows classes, lengths, unknown tokens and the accuracy by them, as the files have them', async () => {
    const [data] = workbench.readLines<DataSummary>(reviews.id, 'data.json');
    if (data.kind !== 'text' || !data.splits.test) throw new Error('No texts were tested.');
    const { test } = data.splits;
    const predictions = workbench.readLines<SentimentPrediction>(reviews.id, 'predictions/test.jsonl');
    const { page, faults, section } = await open(reviews.id);
    await section.getByRole('button', { name: 'Train and validation' }).waitFor();
    await section.getByRole('button', { name: 'Test', exact: true }).click();
    const share = `${((100 * test.unknown) / test.tokens).toFixed(1)}%`;
    await section.getByText(share, { exact: true }).first().waitFor();
    const classes = section.getByRole('region', { name: 'Classes' }).getByRole('row');
    expect(await classes.nth(1).innerText()).toContain(test.classes[0].toLocaleString('en'));
    const [{ token, count }] = test.unknownTokens;
    expect(await section.getByRole('listitem').first().innerText()).toBe(`${token} ${count}`);

    const byUnknown = section.getByRole('region', { name: 'Accuracy by unknown tokens' }).getByRole('row');
    const known = predictions.filter(({ length = 0, unknown }) => length > 0 && unknown === 0);
    const right = known.filter(({ label, probability }) => Number(probability >= 0.5) === label);
    const accuracy = `${((100 * right.length) / known.length).toFixed(1)}%`;
    expect(await byUnknown.nth(1).innerText()).toMatch(
      new RegExp(`none\\s+${known.length.toLocaleString('en')}\\s+${accuracy}`),
    );
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('finds the nearest words of one that is typed, or clicked on the map', async () => {
    const { page, faults, section } = await open(reviews.id, { locale: 'ko-KR' }, '데이터');
    await section.getByText('단어 임베딩').click();
    const map = section.getByRole('img', { name: /단어 지도/ });
    await map.waitFor();
    const nearest = section.getByRole('region', { name: '가까운 단어' });
    await nearest.getByRole('searchbox').fill('영화');
    await nearest.getByRole('searchbox').press('Enter');
    await nearest.getByText('‘영화’').waitFor();
    expect(await nearest.getByRole('row').count()).toBe(11);
    await nearest.getByRole('searchbox').fill('없는낱말');
    await nearest.getByRole('searchbox').press('Enter');
    await nearest.getByText('어휘에 없습니다').waitFor();
    const clicked = map.locator('text').first();
    const word = await clicked.innerHTML();
    await clicked.click();
    await nearest.getByText(`‘${word}’, 빈도 순위`).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('shows a series with its season and autocorrelation, in the dark on a phone', async () => {
    const { page, faults, section } = await open(series.id, { ...PHONE, colorScheme: 'dark' });
    for (const chart of ['The series', 'Season of 12 rows', 'Autocorrelation']) {
      const drawn = section.getByRole('application', { name: chart });
      await drawn.scrollIntoViewIfNeeded();
      await drawn.locator('canvas').waitFor();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('shows how weights and gradients move over the steps, if that was recorded', async () => {
    const lines = workbench.readLines<HistogramLine>(series.id, 'histograms.jsonl');
    const { page, faults, section } = await open(series.id, {}, 'Weights and gradients');
    for (const chart of ['Norm of the gradient', 'Saturated gate values', 'Values', 'Gradients']) {
      const drawn = section.getByRole('application', { name: chart, exact: true });
      await drawn.scrollIntoViewIfNeeded();
      await drawn.locator('canvas').waitFor();
    }
    const { step, weights } = lines[lines.length - 1];
    await section
      .getByRole('columnheader', { name: `Step ${step}` })
      .first()
      .waitFor();
    for (const { name, values } of weights) {
      await section.getByRole('combobox', { name: 'Weight' }).selectOption(name);
      const numbers = section.getByRole('row', { name: 'Numbers' });
      expect(await numbers.getByRole('cell').first().innerText()).toBe(values.count.toLocaleString('en'));
    }
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);

    await page.goto(`${address}/runs/${reviews.id}`);
    await page.getByRole('region', { name: 'Data', exact: true }).waitFor();
    expect(await page.getByRole('region', { name: 'Weights and gradients' }).count()).toBe(0);
    await page.context().close();
  });

  it('shows what the process has used', async () => {
    const { page } = await open(series.id);
    const memory = page.getByRole('application', { name: 'Memory (MB)' });
    await page.locator('#provenance > summary').click();
    await memory.scrollIntoViewIfNeeded();
    await memory.locator('canvas').waitFor();
    const { peakMemory } = series.resources;
    await page.getByText(`${(peakMemory / 1e6).toFixed(1)} MB`).waitFor();
    await page.context().close();
  });

  it('tells when the test set was used', async () => {
    const [{ at }, ...more] = reviews.evaluations.filter(({ split }) => split === 'test');
    expect(more).toEqual([]);
    const { page } = await open(reviews.id);
    await page.locator('#provenance > summary').click();
    await page.locator('#provenance').getByText('once, ').locator(`time[datetime="${at}"]`).waitFor();
    await page.context().close();
  });

  it('says so if a run has no summary', async () => {
    const [older] = await workbench.train('sine', '--epochs', '1');
    rmSync(join(workbench.runs, older.id, 'data.json'));
    const { page, section } = await open(older.id);
    await section.getByText('This run has no summary of its data').waitFor();
    expect(await section.getByRole('application').count()).toBe(0);
    await page.context().close();
  });
});
