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

/** The address of another machine in a system call. */
const SOMEWHERE = /sa_family=AF_INET6?,(?!.*(inet_addr\("127\.|inet_pton\(AF_INET6, "::1"))/;
/** A file opened for writing or created. */
const WRITTEN = /openat\([^,]+, "([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT)[^)]*\)\s+=\s+\d/;

withTool('strace', findProgram('strace') !== undefined).describe('the dashboard', () => {
  const root = mkdtempSync(join(tmpdir(), 'rnn-lab-network-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const folder = (name: string) => join(root, name);

  it('is traced by a pattern that matches connections to other machines only', () => {
    const to = (address: string) => `12 connect(19, {${address}}, 16) = 0`;
    expect(
      SOMEWHERE.test(to('sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")')),
    ).toBe(true);
    expect(SOMEWHERE.test(to('sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.1")'))).toBe(
      false,
    );
    expect(SOMEWHERE.test(to('sa_family=AF_UNIX, sun_path="/run/nscd"'))).toBe(false);
  });

  it('connects to no other machine and writes no file while serving pages, whatever the telemetry setting', async () => {
    for (const name of ['home', 'tmp', 'cache']) mkdirSync(folder(name));
    const { id } = await makeRun(folder('runs'));
    const traced = folder('trace');
    const args = ['-f', '-qq', '-e', 'trace=connect,sendto,sendmsg,openat', '-o', traced];
    // Without CI, because some libraries send nothing if it is set.
    const strace = spawn(STRACE, [...args, process.execPath, DASHBOARD, 'start', '--port', '0'], {
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
    // Proves that the trace is the server's: it has read the run.
    expect(calls.some((call) => call.includes(`${id}/run.json`))).toBe(true);
    expect(calls.filter((call) => SOMEWHERE.test(call))).toEqual([]);
    const written = calls.flatMap((call) => WRITTEN.exec(call)?.[1] ?? []);
    // Next.js caches responses in its own folder, next to the build.
    const allowed = [folder('runs'), folder('cache'), NEXT_FOLDER, '/dev/', '/proc/'];
    expect(written.filter((file) => !allowed.some((prefix) => file.startsWith(prefix)))).toEqual([]);
    expect(readdirSync(folder('home'))).toEqual([]);
    expect(readdirSync(folder('tmp'))).toEqual([]);
  });
});
