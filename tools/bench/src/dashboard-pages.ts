import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { MissingPeerError } from './peer';
import { spread } from './race';
import type { RunWriter } from '@rnn-lab/runs';
import type { Browser, Page } from 'playwright-core';
import type { Spread } from './race';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const CHART = 'main canvas';
/** Its charts' legends show the last values. */
const CURVES = 'section[aria-labelledby="curves"]';

/** @throws MissingPeerError if Chromium is not installed */
export async function openBrowser(): Promise<Browser> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const executablePath = folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(existsSync);
  if (!executablePath) throw new MissingPeerError('Pages are not measured: there is no Chromium.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
}

/** Transferred bytes of JavaScript on a first visit. */
export async function scriptBytes(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await page.goto(url, { waitUntil: 'load' });
  await sleep(1_000);
  await page.close();
  return bytes;
}

/** Milliseconds from the request for a run's page until its first chart is drawn. */
export async function firstChart(browser: Browser, urls: readonly string[]): Promise<Spread> {
  const times: number[] = [];
  for (const url of urls) {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: 'commit' });
    times.push(await drawnAfter(page));
    await page.close();
  }
  return spread(times);
}

/** Milliseconds from a step's end until the run's page shows its loss. */
export async function appendedRow(
  browser: Browser,
  url: string,
  run: RunWriter,
  rows: number,
): Promise<Spread> {
  const page = await browser.newPage();
  await page.goto(url);
  run.step({ step: 0, epoch: 1, t: 0, loss: 2 });
  await drawnAfter(page);
  const times: number[] = [];
  for (let step = 1; step <= rows; step++) {
    await sleep(300 + 37 * step);
    const before = await page.locator(CURVES).textContent();
    const seen = page.waitForFunction(
      ([selector, text]) => document.querySelector(selector)?.textContent !== text,
      [CURVES, before ?? ''],
      { polling: 'raf' },
    );
    const written = performance.now();
    run.step({ step, epoch: 1, t: step, loss: 1 / step });
    await seen;
    times.push(performance.now() - written);
  }
  await page.close();
  return spread(times);
}

/** Milliseconds of script for one zoom by dragging over a chart, until it is drawn with the finer points. */
export async function zoomScript(browser: Browser, url: string, zooms: number): Promise<Spread> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await drawnAfter(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const chart = await page.locator(CHART).first().boundingBox();
  if (!chart) throw new Error(`There is no chart at ${url}.`);
  const times: number[] = [];
  for (let i = 0; i < zooms; i++) {
    await sleep(1_000);
    const y = chart.y + chart.height / 2;
    await page.mouse.move(chart.x + chart.width * 0.2, y);
    await page.mouse.down();
    await page.mouse.move(chart.x + chart.width * 0.9, y, { steps: 8 });
    const before = await scriptSeconds(session);
    await page.mouse.up();
    await sleep(1_000);
    times.push(1_000 * ((await scriptSeconds(session)) - before));
  }
  await page.close();
  return spread(times);
}

async function scriptSeconds(session: {
  send(method: 'Performance.getMetrics'): Promise<{ metrics: { name: string; value: number }[] }>;
}) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN;
}

/** Waits until a chart is drawn; milliseconds on the page's clock, which starts with the navigation. */
async function drawnAfter(page: Page): Promise<number> {
  const drawn = await page.waitForFunction(
    (selector) => {
      const canvas = document.querySelector<HTMLCanvasElement>(selector);
      if (!canvas?.width) return false;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return pixels?.some((value) => value > 0) && performance.now();
    },
    CHART,
    { polling: 'raf' },
  );
  return Number(await drawn.jsonValue());
}
