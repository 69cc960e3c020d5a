import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appendedRow, firstChart, openBrowser, scriptBytes, zoomScript } from './dashboard-pages';
import { startDashboard } from './dashboard-server';
import { machine } from './machine';
import { beginRun, makeRuns } from './make-runs';
import { MissingPeerError } from './peer';
import { spread } from './race';
import { measureTensorBoard } from './tensorboard';
import type { DashboardServer } from './dashboard-server';
import type { Machine } from './machine';
import type { Spread } from './race';
import type { TensorBoardResults } from './tensorboard';

const WARM_ANSWERS = 21;
const CHARTS = 9;
const APPENDED_ROWS = 15;
const ZOOMS = 5;
const LONG_RUN = 100_000;
/** Milliseconds; only ends a hang. */
const ANSWER_LIMIT = 10 * 60_000;

/** Milliseconds and bytes. */
export interface DashboardResults {
  /** From the start of the process to the whole response of the runs page. */
  firstAnswer: number;
  warmAnswer: Spread;
  /** After the curves of every run have been requested. */
  memory: number;
  pages: PageResults | null;
}

export interface PageResults {
  /** JavaScript that the first load of the runs page transfers, compressed. */
  scriptBytes: number;
  firstChart: Spread;
  appendedRow: Spread;
  /** Script time of a zoom into 100,000 points. */
  zoomScript: Spread;
}

export interface DashboardReport {
  machine: Machine;
  runs: number;
  rows: number;
  dashboard: DashboardResults;
  tensorBoard: TensorBoardResults | null;
  /** One message per tool that is not installed. */
  missing: string[];
}

/** Writes runs to `runsDir`, and times the dashboard and, if it is installed, TensorBoard on them. */
export async function benchmarkDashboard(
  runsDir: string,
  runs: number,
  rows: number,
  report: (message: string) => void,
): Promise<DashboardReport> {
  report(`Writing ${runs} runs of ${rows} rows.`);
  const ids = await makeRuns({ runsDir, runs, rows });
  const missing: string[] = [];
  const orMissing = async <T>(measured: Promise<T>): Promise<T | null> =>
    measured.catch((error: unknown) => {
      if (!(error instanceof MissingPeerError)) throw error;
      missing.push(error.message);
      return null;
    });

  report('Measuring the dashboard.');
  const server = await startDashboard(runsDir);
  const dashboard = await measureServer(server, ids)
    .then(async (measured) => ({ ...measured, pages: await orMissing(measurePages(server, runsDir, ids)) }))
    .finally(() => server.close());
  report('Measuring TensorBoard.');
  const tensorBoard = await orMissing(measureTensorBoard(runsDir, runs));
  return { machine: machine(), runs, rows, dashboard, tensorBoard, missing };
}

async function measureServer(server: DashboardServer, ids: readonly string[]) {
  const firstAnswer = server.readyAfter + (await answer(server.address));
  const warm: number[] = [];
  for (let i = 0; i < WARM_ANSWERS; i++) warm.push(await answer(server.address));
  for (const id of ids) await answer(`${server.address}/api/v1/runs/${id}/series`);
  return { firstAnswer, warmAnswer: spread(warm), memory: server.memory() };
}

/** Milliseconds from the request to the whole response. */
async function answer(url: string): Promise<number> {
  const asked = performance.now();
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_LIMIT) });
  await response.text();
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
  return performance.now() - asked;
}

async function measurePages(
  { address }: DashboardServer,
  runsDir: string,
  ids: readonly string[],
): Promise<PageResults> {
  const browser = await openBrowser();
  const live = await beginRun(runsDir, 0);
  const [long] = await makeRuns({ runsDir, runs: 1, rows: LONG_RUN });
  const page = (id: string) => `${address}/runs/${id}`;
  try {
    return {
      scriptBytes: await scriptBytes(browser, address),
      firstChart: await firstChart(browser, ids.slice(0, CHARTS).map(page)),
      appendedRow: await appendedRow(browser, page(live.id), live, APPENDED_ROWS),
      zoomScript: await zoomScript(browser, page(long), ZOOMS),
    };
  } finally {
    live.interrupt();
    await browser.close();
    // TensorBoard must read only the runs that the dashboard listed.
    for (const id of [live.id, long]) await rm(join(runsDir, id), { recursive: true });
  }
}
