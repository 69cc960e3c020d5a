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

describeInBrowser('a run with two outputs', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let run: RunFile;

  beforeAll(async () => {
    run = await workbench.trainTopics(3, 2);
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  it('shows the evaluation, the texts and the playground of each', async () => {
    const rows = workbench.readLines<TextByOutput>(run.id, 'predictions/test.jsonl');
    const { page, faults } = await openPage(browser);
    await page.goto(`${address}/runs/${run.id}`);
    await page.getByRole('button', { name: 'baseball, predicted baseball: ' }).waitFor();

    await page.getByLabel('Output').selectOption('length');
    await page.waitForURL(/output=length/);
    const [worst] = rows.sort((a, b) => errorOf(b) - errorOf(a));
    const text = page.locator('li').filter({ hasText: worst.text }).first();
    await text.getByText(worst.outputs.length.probability.toFixed(4)).waitFor();
    await text.getByText(['short', 'long'][worst.outputs.length.label], { exact: true }).waitFor();

    await text.getByRole('link', { name: 'Try in the playground' }).click();
    await page.getByText(`${worst.outputs.length.probability.toFixed(4)}; labeled`).waitFor();
    await page.getByLabel('Output').selectOption('topic');
    for (const [k, name] of run.outputs.topic.classes.entries()) {
      const meter = page.getByRole('meter', { name });
      await meter.waitFor();
      const shown = Number(await meter.getAttribute('value'));
      expect(Math.abs(shown - worst.outputs.topic.probabilities[k])).toBeLessThan(1e-4);
    }
    expect(faults).toEqual([]);
  });

  it('answers by output, and tells a request without one which there are', async () => {
    const api = `${address}/api/v1/runs/${run.id}`;
    const table = await (await fetch(`${api}/predictions/test.csv?output=length`)).text();
    expect(table).toContain('index,label,probability,text,tokens');
    expect(await (await fetch(`${api}/evaluation/test?output=topic`)).json()).toMatchObject({
      kind: 'multiclass',
    });
    for (const query of ['', '?output=colour']) {
      const response = await fetch(`${api}/evaluation/test${query}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        error: expect.stringContaining('the outputs topic, length; name one of them'),
      });
    }
  });
});

interface TextByOutput {
  text: string;
  outputs: {
    topic: { label: number; probabilities: number[] };
    length: { label: number; probability: number };
  };
}

const errorOf = ({ outputs: { length } }: TextByOutput) => Math.abs(length.label - length.probability);
