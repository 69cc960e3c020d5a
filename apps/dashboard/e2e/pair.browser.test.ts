import AdmZip from 'adm-zip';
import { beginRun } from '#testing/runs';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { RunFile, RunWriter, SentimentPrediction, SeriesPrediction } from '@rnn-lab/runs';
import type { Browser, Page } from 'playwright-core';

describeInBrowser('what changed between two runs', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let reviews: RunFile[];
  let forecasts: RunFile[];

  beforeAll(async () => {
    reviews = [await workbench.trainReviews(), await workbench.trainReviews('--max-length', '8')];
    forecasts = await workbench.train('deaths', '--epochs', '20');
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  async function compare(...ids: string[]): Promise<{ page: Page; faults: string[] }> {
    const opened = await openPage(browser);
    await opened.page.goto(`${address}/compare?runs=${ids.join()}`);
    return opened;
  }

  const rightOf = ({ id }: RunFile) =>
    workbench
      .readLines<SentimentPrediction>(id, 'predictions/test.jsonl')
      .map(({ probability, label }) => Number(probability >= 0.5) === label);

  it('counts the texts that one run gets right, and lists them', async () => {
    const [a, b] = reviews.map(rightOf);
    const count = (isA: boolean, isB: boolean) =>
      a.filter((right, i) => right === isA && b[i] === isB).length;
    const { page, faults } = await compare(...reviews.map(({ id }) => id));
    const changed = page.getByRole('region', { name: 'What changed' });
    const cell = (name: string, count: number) =>
      changed.getByRole('button', { name: `${name}: ${count.toLocaleString('en')} (` });
    await cell('Both right', count(true, true)).waitFor();
    await cell('Only A right', count(true, false)).waitFor();
    await cell('Both wrong', count(false, false)).waitFor();
    const gained = count(false, true) - count(true, false);
    await changed.getByText(`gets ${Math.abs(gained)} more of the 2,000 texts right.`).waitFor();
    await changed.getByText(/A difference this size is (not )?more than noise/).waitFor();
    await changed.getByText(/McNemar’s .*: p /).waitFor();
    await changed.getByText(`${count(true, false) + count(false, true)} texts`, { exact: true }).waitFor();

    await cell('Only B right', count(false, true)).click();
    await page.waitForURL(/show=only-b/);
    await changed.getByText(`${count(false, true)} texts`, { exact: true }).waitFor();
    await changed.getByText(/^Page 1 of \d+$/).waitFor();
    await changed.getByRole('button', { name: 'Next' }).click();
    await page.waitForURL(/page=2/);
    await changed.getByText(/^Page 2 of \d+$/).waitFor();

    const compared = reviews.map(({ id }) => id).join();
    const summary = await fetch(`${address}/api/v1/comparison/summary?runs=${compared}`);
    const written = new AdmZip(Buffer.from(await summary.arrayBuffer())).readAsText('summary.md');
    const counted = (isA: boolean, isB: boolean) => count(isA, isB).toLocaleString('en');
    expect(written).toContain(
      `| A right | ${counted(true, true)} | ${counted(true, false)} |\n` +
        `| A wrong | ${counted(false, true)} | ${counted(false, false)} |`,
    );
    expect(faults).toEqual([]);
  });

  it('exchanges the runs, and goes back to that from its address', async () => {
    const [a, b] = reviews;
    const { page, faults } = await compare(a.id, b.id, forecasts[0].id);
    // Fetched by the page's script: the selects of the server's HTML would forget a choice made before it has started.
    await page.getByRole('button', { name: /^Both right/ }).waitFor();
    await page.getByLabel('Run B').selectOption(forecasts[0].id);
    await page.getByText('These two runs have no predictions of the same split').waitFor();
    await page.getByLabel('Run A').selectOption(b.id);
    await page.getByLabel('Run B').selectOption(a.id);
    await page.waitForURL(({ searchParams }) => searchParams.get('b') === a.id);
    await page.reload();
    await page.getByRole('button', { name: /^Both right/ }).waitFor();
    expect(await page.getByLabel('Run A').inputValue()).toBe(b.id);
    expect(faults).toEqual([]);
  });

  it('refuses runs with different rows, and says which differ', async () => {
    const small =
      '--num-words 500 --embedding-dimension 4 --lstm-units 4 --epochs 1 --workers 1 --limit 1500';
    const [other] = await workbench.train('nsmc', ...small.split(' '));
    const { page, faults } = await compare(reviews[0].id, other.id);
    await page
      .getByText('the first has 2000 rows, the second 1500; choose runs with the same rows.')
      .waitFor();
    expect(faults).toEqual([]);
  });

  it('draws ROC and precision-recall over each other, with the areas', async () => {
    const { page, faults } = await compare(...reviews.map(({ id }) => id));
    for (const [{ id }, index] of reviews.map((run, i) => [run, i] as const)) {
      const evaluation = await fetch(`${address}/api/v1/runs/${id}/evaluation/test`);
      const { roc, precisionRecall } = (await evaluation.json()) as {
        roc: { auc: number };
        precisionRecall: { averagePrecision: number };
      };
      const legend = (area: string) => page.getByText(`${index + 1} · ${area}`, { exact: true });
      await legend(`AUC ${roc.auc.toFixed(4)}`).waitFor();
      await legend(`AP ${precisionRecall.averagePrecision.toFixed(4)}`).waitFor();
    }
    expect(faults).toEqual([]);
  });

  it('shows where the errors of forecasts differ', async () => {
    const [a, b] = forecasts.map(({ id }) =>
      workbench.readLines<SeriesPrediction>(id, 'predictions/holdout.jsonl'),
    );
    const errorOf = ({ target, output }: SeriesPrediction) => Math.abs(target - output);
    const nearer = a.filter((row, i) => errorOf(row) < errorOf(b[i])).length;
    const { page, faults } = await compare(...forecasts.map(({ id }) => id));
    const changed = page.getByRole('region', { name: 'What changed' });
    await changed
      .getByText(`Of 12 forecasts, A is nearer to the target in ${nearer}, B in ${12 - nearer}.`)
      .waitFor();
    const noise = changed.getByText(/A difference this size is (not )?more than noise \(exact sign test: p/);
    if (2 * nearer === 12) expect(await noise.count()).toBe(0);
    else await noise.waitFor();
    await changed.locator('canvas').waitFor();
    expect(await changed.locator('tbody tr').count()).toBe(12);
    await changed.getByLabel('Split').selectOption('train');
    await changed.getByText(/^Of \d+ forecasts/).waitFor();
    expect(faults).toEqual([]);
  });

  it('fetches more rows than the API returns at once page by page, and cuts none', async () => {
    const rows = 12_345;
    const run = async (shift: number): Promise<RunWriter> => {
      const writer = await beginRun(workbench.runs, { experiment: 'sine', params: { shift } });
      await writer.writePredictions(
        'test',
        Array.from({ length: rows }, (_, index) => ({
          index,
          time: index,
          target: Math.sin(index / 50),
          output: Math.sin(index / 50) + shift * (index % 7),
        })),
      );
      writer.finish({ results: {} });
      return writer;
    };
    const [a, b] = [await run(0.1), await run(-0.2)];
    const { page, faults } = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${address}/compare?runs=${a.id},${b.id}`);
    await page.getByText('Page 1 of 494').waitFor();
    expect(asked.filter((url) => /comparison.*offset=10000/.test(url))).toHaveLength(1);
    const nearer = Math.floor(rows / 7) * 6 + ((rows % 7) - 1);
    await page.getByText(`in ${nearer.toLocaleString('en')}, B in 0.`).waitFor();
    expect(faults).toEqual([]);
  });

  it('finds the best thresholds of a run, and uses one', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${address}/runs/${reviews[0].id}`);
    await page.getByText('these scores are optimistic').waitFor();
    const row = page.getByRole('row', { name: /^F1 0\.\d{3}/ });
    const [, threshold] = /F1\s+(0\.\d{3})/.exec(await row.innerText()) ?? [];
    const best = Number((await row.getByRole('cell').nth(4).innerText()).trim());
    await row.getByRole('button', { name: `Use ${threshold}` }).click();
    await page.waitForURL(new RegExp(`threshold=${Number(threshold)}`));
    const shown = page.locator('dl div').filter({ hasText: /^F1/ }).locator('dd');
    expect(Number(await shown.innerText())).toBe(best);
    await page.getByRole('row', { name: /^Macro average/ }).waitFor();
    expect(faults).toEqual([]);
  });
});
