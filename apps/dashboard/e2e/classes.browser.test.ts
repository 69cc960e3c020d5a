import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { MulticlassPrediction, RunFile } from '@rnn-lab/runs';
import type { Browser } from 'playwright-core';

describeInBrowser('a run with three classes', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let run: RunFile;

  beforeAll(async () => {
    run = await workbench.trainTopics(3);
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  it('shows its confusion matrix, the texts of a cell, and all classes of a text in the playground', async () => {
    const rows = workbench.readLines<MulticlassPrediction>(run.id, 'predictions/test.jsonl');
    const predictedOf = ({ probabilities }: MulticlassPrediction) =>
      probabilities.indexOf(Math.max(...probabilities));
    const wrong = rows.filter((row) => row.label === 0 && predictedOf(row) === 2);
    const [actual, , predicted] = run.classes;

    const { page, faults } = await openPage(browser);
    await page.goto(`${address}/runs/${run.id}`);
    const cell = page.getByRole('button', { name: `${actual}, predicted ${predicted}: ${wrong.length} (` });
    await cell.click();
    await page.waitForURL(/label=0&predicted=2/);
    const found = wrong.length === 1 ? '1 text' : `${wrong.length} texts`;
    await page.getByText(found, { exact: true }).waitFor();
    const [worst] = wrong.sort((a, b) => a.probabilities[0] - b.probabilities[0]);
    const text = page.locator('li').filter({ hasText: worst.text }).first();
    await text.getByText(worst.probabilities[2].toFixed(4)).waitFor();

    await text.getByRole('link', { name: 'Try in the playground' }).click();
    await page.getByText(`${predicted} ${worst.probabilities[2].toFixed(4)}; labeled ${actual}`).waitFor();
    for (const [k, name] of run.classes.entries()) {
      const shown = Number(await page.getByRole('meter', { name }).getAttribute('value'));
      expect(Math.abs(shown - worst.probabilities[k])).toBeLessThan(1e-4);
    }
    expect(faults).toEqual([]);
  });
});
