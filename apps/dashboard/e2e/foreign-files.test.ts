import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { apiError } from '#api/errors';
import { makeRun } from '#testing/runs';
import { within } from '@rnn-lab/testing';
import { rawRequest } from './http';
import { memoryOf } from './processes';
import { pathOf, routes } from './routes';
import { Workbench } from './workbench';
import type { Server as SocketServer } from 'node:net';
import type { Server } from './workbench';

/** Files of a run that routes read. */
const FILES = [
  ...['run.json', 'annotations.json', 'metrics.jsonl', 'lock', 'predictions/test.jsonl'],
  ...['model/model.json', 'model/weights.bin', 'model/preprocessing.json', 'model/vocabulary.json'],
];
/** More than the threads in which Node opens files. */
const PIPES = 5;

const bench = new Workbench();
const sockets: SocketServer[] = [];
let server: Server;
let good: string;

/** Copies the good run, and replaces these files in the copy. */
async function copy(name: string, files: string[], replace: (path: string) => unknown): Promise<void> {
  cpSync(join(bench.runs, good), join(bench.runs, name), { recursive: true });
  for (const file of files) {
    const path = join(bench.runs, name, file);
    rmSync(path, { force: true });
    await replace(path);
  }
}

function mkfifo(path: string): void {
  execFileSync('mkfifo', [path]);
}

async function listen(path: string): Promise<void> {
  const socket = createServer().listen(path);
  sockets.push(socket);
  await once(socket, 'listening');
}

function endless(path: string): void {
  execFileSync('touch', [path]);
  // Sparse: takes no space.
  truncateSync(path, 2 ** 40);
}

const [, ...CONTENT] = FILES;
/** Folders by kind of file; with and without a run.json that can be read. */
const KINDS: Record<string, [files: string[], replace: (path: string) => unknown]> = {
  ...Object.fromEntries(Array.from({ length: PIPES }, (_, i) => [`pipes-${i}`, [FILES, mkfifo]])),
  'pipes-within': [CONTENT, mkfifo],
  sockets: [FILES, listen],
  'sockets-within': [CONTENT, listen],
  devices: [FILES, (path) => symlinkSync('/dev/zero', path)],
  'devices-within': [CONTENT, (path) => symlinkSync('/dev/zero', path)],
  endless: [FILES, endless],
  'endless-within': [CONTENT, endless],
  folders: [FILES, (path) => cpSync(join(bench.runs, good, 'model'), path, { recursive: true })],
};

// Windows has no such files.
const describeOnUnix = process.platform === 'win32' ? describe.skip : describe;

describeOnUnix('run files that are pipes, sockets, devices or endless', () => {
  beforeAll(async () => {
    good = (await makeRun(bench.runs)).id;
    for (const [name, [files, replace]] of Object.entries(KINDS)) await copy(name, files, replace);
    server = await bench.startServer();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await bench.close();
  });

  const isDeletion = ({ method, path }: (typeof routes)[number]) =>
    method === 'DELETE' || path.startsWith('/trash');
  const read = routes.filter((route) => !isDeletion(route));
  const bodies: Record<string, object> = { PATCH: { notes: 'mine' }, POST: { text: '영화' } };

  it.each(read.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'neither block nor fill the memory: %s',
    async (_, route) => {
      const answers = Object.keys(KINDS).map(async (id) => {
        const path = pathOf(route, { id, other: id, split: 'test', member: 'lstm', file: 'weights.bin' });
        const body = bodies[route.method] && Buffer.from(JSON.stringify(bodies[route.method]));
        const { status, text } = await rawRequest(server.address, path, { method: route.method, body });
        return [id, status < 400 ? undefined : apiError.parse(JSON.parse(text)).details?.code];
      });
      const list = rawRequest(server.address, '/api/v1/runs');
      expect((await within(60, 'The list', list)).status).toBe(200);
      for (const [id, code] of await within(120, 'Every answer', Promise.all(answers))) {
        // An error names the file; only of other errors the dashboard says that it failed.
        expect([id, code]).not.toEqual([id, 'failed']);
      }
      // All of an endless file would be a terabyte.
      expect((await memoryOf(server.process.pid ?? 0)) / 2 ** 30).toBeLessThan(1.5);
    },
  );

  it('can be moved to the trash and deleted', async () => {
    for (const id of Object.keys(KINDS)) {
      const answer = rawRequest(server.address, `/api/v1/runs/${id}`, { method: 'DELETE' });
      expect((await within(60, 'The deletion', answer)).status).toBe(204);
    }
    expect((await within(60, 'The trash', rawRequest(server.address, '/api/v1/trash'))).status).toBe(200);
    const restore = rawRequest(server.address, '/api/v1/trash/pipes-0/restore', { method: 'POST' });
    expect((await within(60, 'The return', restore)).status).toBe(200);
    await rawRequest(server.address, '/api/v1/runs/pipes-0', { method: 'DELETE' });
    const emptied = rawRequest(server.address, '/api/v1/trash', { method: 'DELETE' });
    expect((await within(60, 'The end of the trash', emptied)).status).toBe(204);
    expect(readdirSync(bench.runs)).toEqual([good]);
  });
});
