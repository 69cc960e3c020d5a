import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, within, withTool } from '@rnn-lab/testing';
import { makeRun } from '#testing/runs';
import { processesOf } from './processes';
import { addressOf, DASHBOARD } from './workbench';

const STRACE = findProgram('strace') ?? 'strace';
const NEXT_FOLDER = join(__dirname, '../.next');

/** An address in a system call that is of another machine. */
const SOMEWHERE = /sa_family=AF_INET6?,(?!.*(inet_addr\("127\.|inet_pton\(AF_INET6, "::1"))/;
/** A file that is opened to be written, or to be made. */
const WRITTEN = /openat\([^,]+, "([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT)[^)]*\)\s+=\s+\d/;

withTool('strace', findProgram('strace') !== undefined).describe('the dashboard', () => {
  const root = mkdtempSync(join(tmpdir(), 'rnn-lab-network-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const folder = (name: string) => join(root, name);

  it('would see who else it talks to', () => {
    const to = (address: string) => `12 connect(19, {${address}}, 16) = 0`;
    expect(
      SOMEWHERE.test(to('sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")')),
    ).toBe(true);
    expect(SOMEWHERE.test(to('sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.1")'))).toBe(
      false,
    );
    expect(SOMEWHERE.test(to('sa_family=AF_UNIX, sun_path="/run/nscd"'))).toBe(false);
  });

  it('talks to nobody and leaves no file while it serves its pages, whatever telemetry is set to', async () => {
    for (const name of ['home', 'tmp', 'cache']) mkdirSync(folder(name));
    const { id } = await makeRun(folder('runs'));
    const traced = folder('trace');
    const words = ['-f', '-qq', '-e', 'trace=connect,sendto,sendmsg,openat', '-o', traced];
    // No CI: some libraries are quiet where it is set.
    const strace = spawn(STRACE, [...words, process.execPath, DASHBOARD, 'start', '--port', '0'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: folder('home'),
        TMPDIR: folder('tmp'),
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '',
        RNN_LAB_RUNS: folder('runs'),
        RNN_LAB_CACHE: folder('cache'),
      },
    });
    const address = await addressOf(strace);
    const visit = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(address + path, { ...init, signal: AbortSignal.timeout(60_000) });
      await response.text();
      return response.status;
    };
    for (const path of ['/', `/runs/${id}`, `/compare?runs=${id}`, '/trash', `/runs/${id}/playground`]) {
      expect([path, await visit(path)]).toEqual([path, 200]);
    }
    expect(await visit(`/api/v1/runs/${id}`, { method: 'PATCH', body: '{"notes":"seen"}' })).toBe(200);
    const [, server] = await processesOf(strace.pid ?? 0);
    const ended = once(strace, 'exit');
    process.kill(server, 'SIGTERM');
    await within(60, 'The end of the traced server', ended);

    const calls = readFileSync(traced, 'utf8').split('\n');
    // The trace is of the server: it has read the run, and told nobody.
    expect(calls.some((call) => call.includes(`${id}/run.json`))).toBe(true);
    expect(calls.filter((call) => SOMEWHERE.test(call))).toEqual([]);
    const written = calls.flatMap((call) => WRITTEN.exec(call)?.[1] ?? []);
    // Next.js keeps answers that it may give again in its own folder, beside what it has built.
    const allowed = [folder('runs'), folder('cache'), NEXT_FOLDER, '/dev/', '/proc/'];
    expect(written.filter((file) => !allowed.some((prefix) => file.startsWith(prefix)))).toEqual([]);
    expect(readdirSync(folder('home'))).toEqual([]);
    expect(readdirSync(folder('tmp'))).toEqual([]);
  });
});
