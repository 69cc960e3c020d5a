import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRun } from '@rnn-lab/runs';
import { within } from '@rnn-lab/testing';
import { addressOf } from './workbench';
import type { ChildProcess } from 'node:child_process';
import type { CreateRunOptions } from '@rnn-lab/runs';

const NEXT = require.resolve('next/dist/bin/next');
const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-dashboard-'));
const servers: ChildProcess[] = [];

/** Serves the built dashboard with the runs of a folder; returns the address. */
function serve(runsDir: string): Promise<string> {
  const server = spawn(process.execPath, [NEXT, 'start', '--hostname', '127.0.0.1', '--port', '0'], {
    cwd: join(__dirname, '..'),
    env: { ...process.env, NODE_ENV: 'production', RNN_LAB_RUNS: runsDir },
  });
  servers.push(server);
  return addressOf(server);
}

async function page(address: string, language = 'en'): Promise<string> {
  const response = await fetch(address, { headers: { 'accept-language': language } });
  expect(response.status).toBe(200);
  return response.text();
}

/** The text of every table row, without markup. */
function rows(html: string): string[] {
  return [...html.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    row
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

function options(runsDir: string): CreateRunOptions {
  return {
    runsDir,
    experiment: 'nsmc',
    title: { en: 'Naver movie reviews', ko: '네이버 영화평' },
    command: 'npx rnn-lab nsmc',
    params: {},
    seed: 0,
    engine: 'cpu',
    workers: 2,
    reference: { test: { loss: 0.35762, accuracy: 0.84577 } },
    git: null,
    packages: {},
  };
}

afterAll(async () => {
  for (const server of servers) {
    if (server.exitCode !== null || server.signalCode !== null) continue;
    server.kill('SIGKILL');
    await within(60, 'The end of a server by SIGKILL', once(server, 'exit'));
  }
  rmSync(folder, { recursive: true, force: true });
});

describe('a folder of runs', () => {
  const runsDir = join(folder, 'runs');
  let address: string;
  let id: string;

  beforeAll(async () => {
    const finished = await createRun(options(runsDir));
    finished.finish({ results: { test: { loss: 0.3512, accuracy: 0.8491 } } });
    id = finished.id;
    const failed = await createRun(options(runsDir));
    failed.fail('The loss became NaN at step 3.');
    mkdirSync(join(runsDir, 'cut <b>off'));
    writeFileSync(join(runsDir, 'cut <b>off', 'run.json'), '{"schemaVersion":1,');
    address = await serve(runsDir);
  });

  it('shows each run with its results and the notebook’s', async () => {
    const html = await page(address);
    const row = rows(html).find((text) => text.startsWith(id));
    expect(row).toMatch(/^nsmc-\S+ finished .* 0\.8491 notebook 0\.8458 0\.3512 notebook 0\.3576$/);
    expect(html).toContain('The loss became NaN at step 3.');
  });

  it('shows a broken folder as a row with its problem, and never as markup', async () => {
    const html = await page(address);
    expect(rows(html).at(-1)).toBe('cut &lt;b&gt;off broken run.json is not valid JSON.');
    expect(html).not.toContain('<b>off');
  });

  it('shows a run that began after the server, live and ended', async () => {
    const run = await createRun(options(runsDir));
    expect(rows(await page(address)).find((text) => text.startsWith(run.id))).toContain('running');
    run.interrupt();
    expect(rows(await page(address)).find((text) => text.startsWith(run.id))).toContain('interrupted');
  });

  it('is in Korean for a Korean browser', async () => {
    const html = await page(address, 'ko-KR,ko;q=0.9,en;q=0.8');
    expect(html).toContain('<html lang="ko"');
    expect(rows(html).find((text) => text.startsWith(id))).toMatch(/^nsmc-\S+ 완료 /);
    expect(await page(address, 'en-US,en;q=0.9,ko;q=0.8')).toContain('<html lang="en"');
    expect(await page(address, 'fr')).toContain('<html lang="en"');
  });
});

describe('without runs', () => {
  it('shows the command to type', async () => {
    expect(await page(await serve(join(folder, 'missing')))).toMatch(
      /<pre>(<[^>]*>)*RNN_LAB_RUNS=\S*missing npx nx run trainer:nsmc</,
    );
  });

  it('reports a runs folder that is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await page(await serve(join(folder, 'file')))).toContain(
      'a part of its path is a file, not a folder; choose another folder.',
    );
  });
});
