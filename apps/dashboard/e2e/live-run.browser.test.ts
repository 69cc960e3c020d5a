import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { within } from '@rnn-lab/testing';
import { describeInBrowser, launchBrowser, openPage } from './browser';
import { Workbench } from './workbench';
import type { RunFile } from '@rnn-lab/runs';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';

/** More epochs than any test waits for. */
const ENDLESS = ['nsmc', '--limit', '500', '--epochs', '100000', '--embedding-dimension', '16'];

describeInBrowser('a run in progress', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let address: string;
  let trainer: ChildProcessWithoutNullStreams;

  beforeAll(async () => {
    mkdirSync(workbench.runs);
    address = await workbench.serve();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  async function open(path: string): Promise<Page> {
    const { page } = await openPage(browser);
    await page.goto(address + path);
    return page;
  }

  it('is listed from its start, with what it does, until it is stopped from its page', async () => {
    const list = await open('/');
    trainer = workbench.startTraining(...ENDLESS);
    const ended = once(trainer, 'exit');
    await list.getByText(/^(loading|tokenizing)$/).waitFor();
    await list.getByText(/^training/).waitFor();

    await list.getByRole('link', { name: /^nsmc-/ }).click();
    await list.waitForURL('**/runs/nsmc-*');
    const run = list;
    await run.getByText(/^training · .* left$/).waitFor();
    await run.getByText(/^[\d,.]+ examples\/s$/).waitFor();
    await run.waitForFunction(() => /^\d+% · /.test(document.title));

    await run.getByRole('heading', { name: 'Console' }).click();
    await run
      .getByText(/^npx rnn-lab nsmc/)
      .last()
      .waitFor();
    await run.getByText(/Epoch 1\/100000 - /).waitFor();

    await run.getByRole('button', { name: 'Stop' }).click();
    await run.getByText('This run was interrupted.').waitFor();
    await run
      .locator('header')
      .getByText(/^[\d,.]+ examples\/s$/)
      .waitFor();
    await run.getByText(/stopped on request/).waitFor();
    expect(await run.getByRole('button', { name: 'Stop' }).count()).toBe(0);
    expect(await run.title()).not.toMatch(/%/);
    expect(await within(60, 'The end of the trainer', ended)).toEqual([130, null]);

    const id = decodeURIComponent(new URL(run.url()).pathname.split('/').at(-1) ?? '');
    const { status, phase } = JSON.parse(
      readFileSync(join(workbench.runs, id, 'run.json'), 'utf8'),
    ) as RunFile;
    expect({ status, phase }).toEqual({ status: 'interrupted', phase: null });
  });

  it('tells when it ends, if the browser may', async () => {
    const { page } = await openPage(browser, { permissions: ['notifications'] });
    await page.addInitScript(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      // Headless Chromium shows no notifications.
      Object.assign(window, {
        Notification: Object.assign(
          function (title: string, { body }: { body: string }) {
            told.push([title, body]);
          },
          { requestPermission: () => Promise.resolve('granted'), permission: 'granted' },
        ),
      });
    });
    trainer = workbench.startTraining(...ENDLESS);
    await page.goto(address);
    await page.getByText(/^training/).waitFor();
    await page
      .getByRole('link', { name: /^nsmc-/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Notify me at the end' }).click();
    await page.locator('button[aria-pressed=true]', { hasText: 'Notify me at the end' }).waitFor();
    trainer.kill('SIGINT');
    await within(60, 'The end of the trainer', once(trainer, 'exit'));
    const told = await page.waitForFunction(() => {
      const { told } = window as unknown as { told: string[][] };
      return told.length > 0 && told;
    });
    expect(await told.jsonValue()).toEqual([[expect.stringMatching(/^Sentiment of Naver/), 'interrupted']]);
  });

  it('can’t be stopped once it has ended', async () => {
    const [run] = await workbench.train('sine', '--epochs', '1');
    const response = await fetch(`${address}/api/v1/runs/${run.id}/stop`, {
      method: 'POST',
      headers: { origin: address },
    });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ details: { code: 'not-running' } });
  });
});
