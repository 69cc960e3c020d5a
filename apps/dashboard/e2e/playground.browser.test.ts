import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRun } from '@rnn-lab/runs';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { dataDir, Workbench } from './workbench';
import type { CreateRunOptions, RunFile, SentimentPrediction, SeriesPrediction } from '@rnn-lab/runs';
import type { Browser, Page } from 'playwright-core';

/** The model's probability for a text. */
async function ask(page: Page, text: string): Promise<number> {
  await page.getByLabel('Review', { exact: true }).fill(text);
  await page.locator('[aria-busy=false]:has(meter)').waitFor();
  return Number(await page.getByRole('meter').getAttribute('value'));
}

/** The effect of each fed token, read from the table. */
async function effects(page: Page): Promise<Record<string, string>> {
  await page.locator('section[aria-busy=false]').waitFor();
  const rows = await page
    .locator('details tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.textContent)),
    );
  return Object.fromEntries(rows.map(([, surface, , , , effect]) => [surface, effect]));
}

const testWithData = dataDir ? test : test.skip;

describeInBrowser('the playground', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let reviews: RunFile;

  beforeAll(async () => {
    reviews = await workbench.trainReviews();
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  const open = async (id: string, query = '') => {
    const opened = await openPage(browser);
    await opened.page.goto(`${address}/runs/${id}/playground${query}`);
    await opened.page.getByText('Computed in this browser (TensorFlow.js, WASM').waitFor();
    return opened;
  };

  it('predicts the probabilities of the run’s predictions', async () => {
    const { page, faults } = await open(reviews.id);
    const predictions = workbench.readLines<SentimentPrediction>(reviews.id, 'predictions/test.jsonl');
    for (const { text, probability } of predictions.slice(0, 20)) {
      expect(Math.abs((await ask(page, text)) - probability)).toBeLessThan(1e-4);
    }
    expect(faults).toEqual([]);
  });

  it('predicts the probabilities of an ensemble', async () => {
    const small =
      '--limit 1000 --num-words 500 --num-syllables 300 --embedding-dimension 8 --ngram-table-size 500 --lstm-units 8 --epochs 1 --workers 1';
    const runs = await workbench.train('nsmc-best', ...small.split(' '));
    const ensemble = runs.at(-1) as RunFile;
    const { page, faults } = await open(ensemble.id);
    const predictions = workbench.readLines<SentimentPrediction>(ensemble.id, 'predictions/test.jsonl');
    for (const { text, probability } of predictions.slice(0, 10)) {
      expect(Math.abs((await ask(page, text)) - probability)).toBeLessThan(1e-4);
    }
    expect(faults).toEqual([]);
  });

  it('shows a token’s effect: the difference to the text without it', async () => {
    const { page } = await open(reviews.id);
    const without = await ask(page, '영화 재밌');
    const whole = await ask(page, '영화 정말 재밌');
    const { 정말: effect } = await effects(page);
    expect(Number(effect.replace('−', '-'))).toBeCloseTo(whole - without, 4);
  });

  it('marks stopwords, unknown tokens and cut tokens', async () => {
    const { page } = await open(reviews.id);
    await ask(page, `영화가 쀍쀍 ${'재미 '.repeat(30)}`);
    const statuses = await page
      .locator('details tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.querySelectorAll('td')[3].textContent));
    expect(statuses.slice(0, 4)).toEqual(['cut off', 'stopword', 'unknown', 'fed']);
    expect(statuses.slice(3).every((status) => status === 'fed')).toBe(true);
  });

  it('begins with the text in the URL, and offers the run’s own reviews', async () => {
    const { page } = await open(reviews.id, `?text=${encodeURIComponent('정말 재밌다')}`);
    await page.getByRole('meter').waitFor();
    expect(await page.getByLabel('Review', { exact: true }).inputValue()).toBe('정말 재밌다');
    const [{ text, probability }] = workbench.readLines<SentimentPrediction>(
      reviews.id,
      'predictions/test.jsonl',
    );
    await page.getByRole('button', { name: text }).first().click();
    await page.getByText(`In the run’s predictions: ${probability.toFixed(4)}`).waitFor();
  });

  it('shows nothing for an empty text, and the last of several texts typed quickly', async () => {
    const { page } = await open(reviews.id);
    const expected = await ask(page, '지루하다');
    const review = page.getByLabel('Review', { exact: true });
    await review.fill('');
    await page.getByRole('meter').waitFor({ state: 'detached' });
    await review.pressSequentially('정말 재밌다', { delay: 20 });
    expect(await ask(page, '지루하다')).toBe(expected);
    await page.waitForTimeout(500);
    expect(Number(await page.getByRole('meter').getAttribute('value'))).toBe(expected);
  });

  it('refuses a text that is too long, and accepts the longest', async () => {
    const { page, faults } = await open(reviews.id);
    const most = 'a'.repeat(20_000);
    await ask(page, `재미${most.slice(2)}`);
    await page.getByLabel('Review', { exact: true }).fill(`${most}!`);
    await page.getByText('This review has 20,001 characters, and up to 20,000 can be tried').waitFor();
    await page.getByRole('meter').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  testWithData('reads English as the run did, from its decoded reviews', async () => {
    const small = '--embedding-dimension 16 --lstm-units 16 --epochs 1 --limit 500 --workers 1';
    const [imdb] = await workbench.train('imdb', ...small.split(' '));
    const { page } = await open(imdb.id);
    const predictions = workbench.readLines<SentimentPrediction>(imdb.id, 'predictions/test.jsonl');
    for (const { text, probability } of predictions.slice(0, 10)) {
      expect(Math.abs((await ask(page, text)) - probability)).toBeLessThan(1e-4);
    }
    await ask(page, 'A GREAT film, xyzzy!');
    expect(Object.keys(await effects(page))).toEqual(['A', 'GREAT', 'film', 'xyzzy']);
  });

  it.each([
    ['sine', 'sine --epochs 3', 'test'],
    ['deaths', 'deaths --model lstm --epochs 3 --no-holdout', 'train'],
  ])('forecasts the %s, starting with the run’s own forecast', async (_, command, split) => {
    const [run] = await workbench.train(...command.split(' '));
    const series = workbench.readLines<SeriesPrediction>(run.id, `predictions/${split}.jsonl`);
    for (const start of [7, 30]) {
      const { page, faults } = await open(run.id, `?split=${split}&start=${start}&steps=5`);
      const forecasts = page.locator('details tbody tr td:last-child');
      await forecasts.nth(4).waitFor({ state: 'attached' });
      const shown = (await forecasts.allTextContents()).map((value) => Number(value.replace(',', '')));
      expect(shown).toHaveLength(5);
      const { output } = series[start];
      expect(Math.abs(shown[0] - output)).toBeLessThan(1e-4 * Math.max(1, Math.abs(output)));
      expect(faults).toEqual([]);
    }
    const { page } = await open(run.id, `?split=${split}&start=${series.length}&steps=2`);
    const [row] = await page
      .locator('details tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.textContent)),
      );
    expect(row[2]).toBe('–');
  });

  it('forecasts the hold-out with the model that hasn’t seen it, and says which forecasts are in-sample', async () => {
    const [run] = await workbench.train('deaths', '--model', 'lstm', '--epochs', '3');
    const holdout = workbench.readLines<SeriesPrediction>(run.id, 'predictions/holdout.jsonl');
    const { page, faults } = await open(run.id);
    const forecasts = page.locator('details tbody tr td:last-child');
    await forecasts.nth(11).waitFor({ state: 'attached' });
    const shown = (await forecasts.allTextContents()).map((value) => Number(value.replace(',', '')));
    expect(shown).toHaveLength(12);
    expect(Math.abs(shown[0] - holdout[0].output)).toBeLessThan(1e-4 * holdout[0].output);
    await page.getByText('The model was not trained on the values that it forecasts here.').waitFor();
    await page.getByRole('columnheader', { name: 'RMSE deaths/month' }).waitFor();

    await page.getByRole('slider', { name: 'First forecast at' }).press('Home');
    await page
      .getByText('In-sample: the model was trained on values that it forecasts here (all before')
      .waitFor();
    expect(faults).toEqual([]);

    const [whole] = await workbench.train('deaths', '--model', 'lstm', '--epochs', '3', '--no-holdout');
    const { page: other } = await open(whole.id);
    await other.getByText('In-sample: the model was trained on values that it forecasts here, so').waitFor();
  });

  it('is offered by a run only if its model can be tried', async () => {
    const untold = 'nsmc-20200101-000000-untold';
    cpSync(join(workbench.runs, reviews.id), join(workbench.runs, untold), { recursive: true });
    rmSync(join(workbench.runs, untold, 'model', 'preprocessing.json'));
    const links: number[] = [];
    for (const id of [reviews.id, untold]) {
      const { page } = await openPage(browser);
      await page.goto(`${address}/runs/${id}`);
      await page.getByRole('heading', { name: 'Results' }).waitFor();
      await page
        .getByText(/^Page 1 of/)
        .first()
        .waitFor();
      links.push(await page.getByRole('link', { name: /playground/i }).count());
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'Model (ZIP)' }).waitFor();
    }
    expect(links[0]).toBeGreaterThan(1);
    expect(links[1]).toBe(0);
  });

  it('reports a missing model, or another dictionary', async () => {
    const { page } = await openPage(browser);
    const running = await createRun(options(workbench.runs));
    await page.goto(`${address}/runs/${running.id}/playground`);
    await page.getByText('still training').waitFor();
    running.interrupt();
    await page.reload();
    await page.getByText('has no saved model').waitFor();

    const copy = 'nsmc-20200101-000000-copy';
    cpSync(join(workbench.runs, reviews.id), join(workbench.runs, copy), { recursive: true });
    const file = join(workbench.runs, copy, 'run.json');
    const other = {
      ...reviews,
      environment: { ...reviews.environment, packages: { 'mecab-ko-dic': '0.0.9' } },
    };
    writeFileSync(file, JSON.stringify(other));
    await page.goto(`${address}/runs/${copy}/playground`);
    await page.getByText('analyzed with mecab-ko-dic 0.0.9').waitFor();
  });
});

function options(runsDir: string): CreateRunOptions {
  return {
    runsDir,
    experiment: 'sine',
    title: { en: 'A sine', ko: '사인파' },
    command: 'npx rnn-lab sine',
    params: {},
    seed: 0,
    engine: 'cpu',
    workers: 1,
    reference: {},
    git: null,
    packages: {},
  };
}
