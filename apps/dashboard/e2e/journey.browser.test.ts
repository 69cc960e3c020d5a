import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { SentimentPrediction } from '@rnn-lab/runs';
import type { Browser, Page } from 'playwright-core';

/** Starts with an empty folder; the test never reloads its page. */
describeInBrowser('the whole journey', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    address = await workbench.serve();
    browser = await launchBrowser();
    ({ page, faults } = await openPage(browser));
  });
  afterEach(() => expect(faults.splice(0)).toEqual([]));
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  const rowOf = (id: string) => page.getByRole('row').filter({ hasText: id });

  it('begins with the command to type', async () => {
    await page.goto(address);
    await page.getByRole('heading', { name: 'No runs yet' }).waitFor();
    await page.getByText(`RNN_LAB_RUNS=${workbench.runs} npx nx run trainer:sine`).waitFor();
  });

  it('shows a live training: its row, then its growing curve', async () => {
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    const trainer = workbench.startTraining(...'deaths --model lstm --no-holdout --epochs 4000'.split(' '));
    const link = page.getByRole('link', { name: /^deaths-/ });
    await link.waitFor();
    await page.getByRole('row').filter({ hasText: 'running' }).waitFor();
    await link.click();

    const progress = page.getByRole('progressbar');
    await progress.waitFor();
    await page.locator('canvas').first().waitFor();
    const curve = () => page.evaluate(() => document.querySelector('canvas')?.toDataURL());
    const share = () => progress.evaluate((bar: HTMLProgressElement) => bar.value);
    const before = { share: await share(), curve: await curve() };
    await page.waitForFunction(
      (share) => Number(document.querySelector('progress')?.value) > share + 0.05,
      before.share,
    );
    await page.waitForFunction(
      (curve) => document.querySelector('canvas')?.toDataURL() !== curve,
      before.curve,
    );
    trainer.kill('SIGINT');
    await page.getByText('interrupted', { exact: true }).first().waitFor();
    expect(await progress.count()).toBe(0);
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  });

  it('opens a misclassified review in the playground, with the same probability', async () => {
    const { id } = await workbench.trainReviews();
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
    await page.getByRole('link', { name: id }).click();
    const predictions = workbench.readLines<SentimentPrediction>(id, 'predictions/test.jsonl');
    const [worst] = predictions.sort((a, b) => wrongness(b) - wrongness(a));
    const review = page.locator('li').filter({ hasText: worst.text }).first();
    await review.getByText(worst.probability.toFixed(4)).waitFor();

    const word = worst.text.split(' ')[0];
    await page.getByRole('searchbox').fill(word);
    await page.waitForURL(/[?&]q=/);
    await review.getByRole('link', { name: 'Try in the playground' }).click();
    await page.getByText(`In the run’s predictions: ${worst.probability.toFixed(4)}`).waitFor();
    const shown = await page.getByRole('meter').getAttribute('value');
    expect(Math.abs(Number(shown) - worst.probability)).toBeLessThan(1e-4);
  });

  it('compares runs: differences and curves; the selection is in the URL', async () => {
    const [first, second] = await Promise.all(
      ['2', '3'].map(async (epochs) => (await workbench.train('sine', '--epochs', epochs))[0].id),
    );
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
    for (const id of [first, second]) await page.getByRole('checkbox', { name: `Select ${id}` }).click();
    await page.getByRole('toolbar').getByRole('link', { name: 'Compare' }).click();
    await page.waitForURL((url) => [first, second].every((id) => url.search.includes(id)));
    const different = page.getByRole('region', { name: 'Hyperparameters that differ' }).getByRole('row');
    await different.filter({ hasText: 'epochs' }).waitFor();
    expect(await different.filter({ hasText: 'batchSize' }).count()).toBe(0);
    await page.locator('canvas').first().waitFor();
    await page.reload();
    await different.filter({ hasText: 'epochs' }).waitFor();
    await page.goBack();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Clear the selection' }).click();
  });

  it('deletes and restores a run', async () => {
    const [{ id }] = await workbench.train('sine', '--epochs', '4');
    const folder = join(workbench.runs, id);
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
    await page.getByRole('checkbox', { name: `Select ${id}` }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('1 run moved to the trash.').first().waitFor();
    await rowOf(id).waitFor({ state: 'detached' });
    expect([existsSync(folder), existsSync(join(workbench.runs, '.trash', id))]).toEqual([false, true]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await rowOf(id).waitFor();
    expect([existsSync(folder), existsSync(join(workbench.runs, '.trash', id))]).toEqual([true, false]);
  });

  it('shows in the trash what is deleted meanwhile, and what was deleted since the last visit', async () => {
    const [{ id }, { id: other }] = [
      ...(await workbench.train('sine', '--epochs', '1')),
      ...(await workbench.train('sine', '--epochs', '1')),
    ];
    const toTrash = () => page.getByRole('link', { name: 'Trash', exact: true }).click();
    const restore = (id: string) => page.getByRole('button', { name: `Restore ${id}` });
    await toTrash();
    await page.getByText('The trash is empty.').waitFor();
    const { status } = await fetch(`${address}/api/v1/runs/${id}`, { method: 'DELETE' });
    expect(status).toBe(204);
    await restore(id).waitFor();
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
    await page.getByRole('checkbox', { name: `Select ${other}` }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await rowOf(other).waitFor({ state: 'detached' });
    await toTrash();
    await restore(other).waitFor();
    await restore(id).waitFor();
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  });

  it('empties the trash after a confirmation', async () => {
    const [{ id }] = await workbench.train('sine', '--epochs', '1');
    await page.getByRole('checkbox', { name: `Select ${id}` }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await rowOf(id).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Trash', exact: true }).click();
    await page.getByRole('button', { name: 'Empty the trash' }).click();
    await page.getByRole('button', { name: 'Delete permanently' }).click();
    await page.getByText('The trash is empty.').waitFor();
    expect(existsSync(join(workbench.runs, '.trash', id))).toBe(false);
    await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  });

  it('shows a broken folder as a row with its problem', async () => {
    mkdirSync(join(workbench.runs, 'cut <b>off'));
    writeFileSync(join(workbench.runs, 'cut <b>off', 'run.json'), '{"schemaVersion":1,');
    const broken = rowOf('cut <b>off');
    await broken.getByText('run.json is not valid JSON').waitFor();
    expect(
      await page
        .getByRole('row')
        .filter({ hasText: /-\d{8}-/ })
        .count(),
    ).toBe(5);
    await broken.getByRole('link').click();
    await page.getByText('run.json is not valid JSON').waitFor();
  });
});

function wrongness({ label, probability }: SentimentPrediction): number {
  return Math.abs(label - probability);
}
