import { once } from 'node:events';
import { join } from 'node:path';
import { Terminal, within, withTool } from '@rnn-lab/testing';
import { beginRun } from '#testing/runs';
import { until } from '#testing/until';
import { serverEvents } from './http';
import { isAlive, processesOf } from './processes';
import { Workbench } from './workbench';

const WORKSPACE = join(__dirname, '../../..');
const workbench = new Workbench();
afterAll(() => workbench.close());

/** All events of a stream, until it ends. */
async function follow(url: string): Promise<string[]> {
  const told: string[] = [];
  try {
    for await (const { event } of serverEvents(url)) told.push(event);
  } catch {
    // The connection was cut.
  }
  return told;
}

/** Whether anything listens at the address. */
async function answers(address: string): Promise<boolean> {
  return fetch(`${address}/api/v1/health`, { signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  );
}

describe('the server', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends soon after %s while pages are open, and tells them', async (signal, code) => {
    const run = await beginRun(workbench.runs);
    const { address, process: server } = await workbench.startServer();
    const followed = [follow(`${address}/api/v1/events`), follow(`${address}/api/v1/runs/${run.id}/events`)];
    await fetch(`${address}/runs/${run.id}`).then((response) => response.text());
    const ended = once(server, 'exit');
    server.kill(signal);
    expect(await within(60, `The end by ${signal}`, ended)).toEqual([code, null]);
    for (const told of await within(60, 'The end of the streams', Promise.all(followed))) {
      expect(told.at(-1)).toBe('shutdown');
    }
    run.interrupt();
  });
});

describe('a response that a client never reads', () => {
  it('does not delay the server’s end', async () => {
    const { address, process: server } = await workbench.startServer();
    const abort = new AbortController();
    // Reads the headers only.
    await fetch(`${address}/api/v1/events`, { signal: abort.signal });
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await within(60, 'The end by SIGTERM', ended)).toEqual([143, null]);
    abort.abort();
  });
});

withTool('pty', Terminal.isThere).describe('Ctrl-C in a terminal', () => {
  const env = () => ({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    RNN_LAB_RUNS: workbench.runs,
    NX_DAEMON: 'false',
  });
  const port = () => String(20_000 + Math.floor(Math.random() * 20_000));

  it.each([
    ['start', process.execPath, ['bin/dashboard.js', 'start', '--port'], join(__dirname, '..'), /Ready in/],
    ['dev', process.execPath, ['bin/dashboard.js', 'dev', '--port'], join(__dirname, '..'), /Ready in/],
    [
      'nx run dashboard:start',
      join(WORKSPACE, 'node_modules/.bin/nx'),
      ['run', 'dashboard:start', '--excludeTaskDependencies', '--port'],
      WORKSPACE,
      /Ready in/,
    ],
  ])('ends %s, and leaves no process', async (_, program, words, cwd, ready) => {
    const chosen = port();
    const terminal = Terminal.start(program, [...words, chosen], { cwd, env: env() });
    await terminal.shows(ready);
    const address = `http://127.0.0.1:${chosen}`;
    const followed = follow(`${address}/api/v1/events`);
    await until(60, 'The first answer', async () => answers(address));
    const family = await processesOf(terminal.pid);
    terminal.pressCtrlC();
    await until(60, 'The end of what listens', async () => !(await answers(address)));
    await terminal.exitCode();
    await within(60, 'The end of the stream', followed);
    await until(60, `The end of ${family.join(', ')}`, async () => !family.some(isAlive));
  });
});
