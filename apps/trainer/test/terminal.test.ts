import { Terminal, withTool } from '@rnn-lab/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BIN, readJson, Sandbox, SMALL } from './rnn-lab';
import { isLive } from '@rnn-lab/runs';
import type { RunFile } from '@rnn-lab/runs';

const ROOT = join(__dirname, '../../..');
const SECOND_PRESS_MS = 700;
/** By then the initial weights are being computed, which answers no signal for half a minute. */
const UNTIL_COMPUTING_MS = 5000;

withTool('pty', Terminal.isThere && process.platform === 'linux').describe('on a real terminal', () => {
  let sandbox: Sandbox;
  let terminal: Terminal;

  beforeEach(() => {
    sandbox = new Sandbox();
  });

  afterEach(async () => {
    terminal.kill();
    await noProcessLeft();
    sandbox.remove();
  });

  function start(program: string, args: readonly string[], env: Record<string, string> = {}): void {
    const { PATH, HOME } = process.env;
    const folders = { RNN_LAB_DATA: sandbox.data, RNN_LAB_RUNS: sandbox.runs, RNN_LAB_CACHE: sandbox.cache };
    terminal = Terminal.start(program, args, { cwd: ROOT, env: { PATH, HOME, ...folders, ...env } });
  }

  const rnnLab = (args: readonly string[], env?: Record<string, string>) =>
    start(process.execPath, [BIN, ...args], env);

  /** Ids of the processes that have this test's folders in their environment. */
  function processes(): number[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`RNN_LAB_RUNS=${sandbox.runs}\0`);
      } catch {
        // It has ended meanwhile.
        return false;
      }
    });
  }

  async function noProcessLeft(): Promise<void> {
    for (let i = 0; i < 600 && processes().length > 0; i++) await sleep(100);
    expect(processes()).toEqual([]);
  }

  /** Ctrl-C ended the program and its run: the last line reports it, and line wrap is back on. */
  async function expectInterrupted(): Promise<void> {
    expect(await terminal.exitCode()).toBe(130);
    expect(terminal.text).toMatch(/rnn-lab: interrupted by SIGINT; the run so far is in .*\n$/);
    expectWrap();
    expect(statuses()).toEqual(['interrupted']);
  }

  function statuses(): string[] {
    return sandbox.runFolders().map((folder) => readJson<RunFile>(folder, 'run.json').status);
  }

  function expectWrap(): void {
    expect(terminal.raw.lastIndexOf('\x1b[?7h')).toBeGreaterThanOrEqual(terminal.raw.lastIndexOf('\x1b[?7l'));
  }

  test('Ctrl-C at the start', async () => {
    rnnLab(['nsmc']);
    await terminal.shows(/npx rnn-lab nsmc/);
    terminal.pressCtrlC();
    await expectInterrupted();
  });

  test('Ctrl-C during a download', async () => {
    const server = createServer((_, response) => {
      // The rest of the file never arrives.
      response.writeHead(200, { 'content-length': 17_464_789 }).write(Buffer.alloc(1_000_000));
    }).listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      rnnLab(['imdb'], { RNN_LAB_MIRROR: `http://127.0.0.1:${port}` });
      await terminal.shows(/imdb\/imdb\.npz \[/);
      terminal.pressCtrlC();
      await expectInterrupted();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('a download that breaks off ends it with the whole message', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-length': 17_464_789 });
      response.write(Buffer.alloc(1_000_000), () => response.destroy());
    }).listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      rnnLab(['imdb'], { RNN_LAB_MIRROR: `http://127.0.0.1:${port}` });
      await terminal.shows(/imdb\/imdb\.npz \[/);
      expect(await terminal.exitCode()).toBe(2);
      const last = terminal.text.slice(terminal.text.lastIndexOf('rnn-lab: ')).replaceAll('\n', '');
      expect(last).toMatch(/^rnn-lab: The IMDB reviews can't be downloaded .* put them into .*imdb\.$/);
      expectWrap();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('Ctrl-C during tokenizing', async () => {
    rnnLab(['nsmc']);
    await terminal.shows(/Tokenizing \[/);
    terminal.pressCtrlC();
    await expectInterrupted();
  });

  test('Ctrl-C while initial weights are computed for minutes', async () => {
    rnnLab(['nsmc', ...SMALL, '--limit', '100', '--lstm-units', '4000']);
    await terminal.shows(/Tokenized 100 texts[^]*Tokenized 100 texts/);
    await sleep(SECOND_PRESS_MS);
    terminal.pressCtrlC();
    expect(await terminal.exitCode()).toBe(130);
    expect(terminal.text).toMatch(/rnn-lab: interrupted by SIGINT\n$/);
    expectWrap();
    // The thread is ended in the middle of its work. Without its lock, the run counts as stopped.
    expect(statuses()).toEqual(['running']);
    expect(await isLive(sandbox.runFolders()[0])).toBe(false);
  });

  test.each(['cpu', 'tfjs'])('Ctrl-C during training with %s', async (engine) => {
    rnnLab(['nsmc', ...SMALL, '--limit', '3000', '--epochs', '100', '--engine', engine]);
    await terminal.shows(/Epoch 1\/100 \[/);
    terminal.pressCtrlC();
    await expectInterrupted();
  });

  test('Ctrl-C during the hold-out training', async () => {
    rnnLab(['deaths', '--model', 'rnn', '--epochs', '3000']);
    await terminal.shows(/Hold-out \[/);
    terminal.pressCtrlC();
    await expectInterrupted();
  });

  test('a second Ctrl-C ends it at once', async () => {
    rnnLab(['nsmc', ...SMALL, '--limit', '100', '--lstm-units', '4000']);
    await terminal.shows(/Tokenized 100 texts[^]*Tokenized 100 texts/);
    await sleep(UNTIL_COMPUTING_MS);
    terminal.pressCtrlC();
    await sleep(SECOND_PRESS_MS);
    terminal.pressCtrlC();
    expect(await terminal.exitCode()).toBe(130);
    expect(terminal.text).toMatch(/rnn-lab: ended at once by a second SIGINT\n$/);
  });

  test.each([
    ['tokenizing', ['nsmc'], /Tokenizing \[/],
    ['training', ['nsmc', '--limit', '3000', '--epochs', '100'], /Epoch 1\/100 \[/],
  ] as const)('Ctrl-C during %s under nx run', async (_, [experiment, ...args], shown) => {
    // Skip the builds: Nx would replace files of projects whose tests are running.
    start('npx', ['nx', 'run', `trainer:${experiment}`, '--excludeTaskDependencies', '--', ...args]);
    await terminal.shows(shown);
    terminal.pressCtrlC();
    expect(await terminal.exitCode()).not.toBe(0);
    // Nx may end before rnn-lab, which then ends cleanly by itself.
    await noProcessLeft();
    expect(statuses()).toEqual(['interrupted']);
  });
});
