import { findProgram, outcomeOf, within, WITHOUT_NATIVE_CODE, withTool } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { partOf, sizeOf } from './download';
import { DataError } from './errors';
import { obtainFile } from './obtain-file';
import type { ObtainOptions } from './obtain-file';
import { send, serve } from '../test/server';
import type { Server } from '../test/server';
import { temporaryFolder } from '../test/temporary-folder';

const content = randomBytes(300_000);
const official = {
  path: 'imdb/imdb.npz',
  address: 'http://localhost/never-asked',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};

const file = { path: official.path, bytes: official.bytes, sha256: official.sha256 };

const folder = temporaryFolder();
const dataDir = () => join(folder.path, 'data');
const cacheDir = () => join(folder.path, 'cache');

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  answer = (request, response) => send(request, response, content);
  server = await serve((request, response) => answer(request, response));
});
afterEach(() => server.close());

async function put(parent: string, bytes: Buffer): Promise<string> {
  await mkdir(join(parent, 'imdb'), { recursive: true });
  await writeFile(join(parent, official.path), bytes);
  return join(parent, official.path);
}

function obtain(options: Partial<ObtainOptions> = {}) {
  return obtainFile(official, { dataDir: dataDir(), cacheDir: cacheDir(), mirror: server.url, ...options });
}

describe('finds', () => {
  test('the file of the data folder first', async () => {
    const location = await put(dataDir(), content);
    await put(cacheDir(), Buffer.from('another'));
    expect(await obtain()).toEqual({ file, location, content, official: true });
    expect(server.ranges).toEqual([]);
  });

  test('the file of the cache folder next', async () => {
    const location = await put(cacheDir(), content);
    expect(await obtain()).toMatchObject({ location, official: true });
    expect(await obtain({ dataDir: undefined })).toMatchObject({ location, official: true });
    expect(server.ranges).toEqual([]);
  });

  test('a file that is not the official one, and reports it', async () => {
    const another = Buffer.from('another');
    const location = await put(dataDir(), another);
    const sha256 = createHash('sha256').update(another).digest('hex');
    expect(await obtain()).toMatchObject({ file: { bytes: 7, sha256 }, location, official: false });
  });
});

describe('downloads', () => {
  test('into the data folder, once', async () => {
    const location = join(dataDir(), official.path);
    expect(await obtain()).toMatchObject({ file, location, official: true });
    expect(await obtain()).toMatchObject({ location, official: true });
    expect(server.ranges).toEqual(['']);
    expect(await readdir(join(dataDir(), 'imdb'))).toEqual(['imdb.npz']);
  });

  test('into the cache folder if there is no data folder, or it is not writable', async () => {
    await writeFile(join(folder.path, 'file'), '');
    const location = join(cacheDir(), official.path);
    expect(await obtain({ dataDir: join(folder.path, 'file', 'below') })).toMatchObject({ location });
    expect(await obtain({ dataDir: undefined })).toMatchObject({ location });
    expect(server.ranges).toEqual(['']);
  });

  test('from a mirror whose address ends with a slash', async () => {
    const paths: (string | undefined)[] = [];
    answer = (request, response) => {
      paths.push(request.url);
      send(request, response, content);
    };
    await obtain({ mirror: `${server.url}/base/` });
    expect(paths).toEqual(['/base/imdb/imdb.npz']);
  });

  test('from a mirror with a password and a query, and prints no password', async () => {
    const asked: unknown[] = [];
    answer = (request, response) => {
      asked.push([request.url, request.headers.authorization]);
      response.writeHead(404).end();
    };
    const mirror = `${server.url.replace('//', '//me:p%40ss@')}/base?key=1`;
    const obtaining = obtain({ mirror });
    await expect(obtaining).rejects.toThrow(`from ${server.url}/base/imdb/imdb.npz?key=1 (HTTP status 404)`);
    const basic = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    expect(asked).toEqual([['/base/imdb/imdb.npz?key=1', basic]]);
  });

  test('from a mirror whose password has a % that encodes nothing', async () => {
    const asked: unknown[] = [];
    answer = (request, response) => {
      asked.push(request.headers.authorization);
      send(request, response, content);
    };
    await obtain({ mirror: server.url.replace('//', '//me:100%@') });
    expect(asked).toEqual([`Basic ${Buffer.from('me:100%').toString('base64')}`]);
  });

  test('with progress', async () => {
    const progress: unknown[] = [];
    await obtain({ onProgress: (now) => progress.push(now) });
    expect(progress.at(-1)).toEqual({ path: official.path, bytes: content.length, total: content.length });
  });
});

describe('refuses', () => {
  test('a data folder that is a file', async () => {
    await writeFile(dataDir(), '');
    await expect(obtain()).rejects.toThrow(
      expect.objectContaining({
        code: 'no-folder',
        message: `The data folder ${dataDir()} is a file: name a folder.`,
      }),
    );
  });

  test('a folder that has the name of the file', async () => {
    await mkdir(join(dataDir(), official.path), { recursive: true });
    await expect(obtain()).rejects.toThrow(DataError);
    await expect(obtain()).rejects.toThrow(`${join(dataDir(), official.path)} can't be read (EISDIR`);
  });

  test('to download without a writable folder', async () => {
    await writeFile(join(folder.path, 'file'), '');
    const below = join(folder.path, 'file', 'below');
    const obtaining = obtain({ dataDir: undefined, cacheDir: below });
    await expect(obtaining).rejects.toThrow(DataError);
    await expect(obtaining).rejects.toThrow(
      /^imdb\/imdb\.npz must be downloaded, but .*ENOTDIR.* data folder\.$/,
    );
    expect(server.ranges).toEqual([]);
  });

  test.each(['nonsense', 'ftp://example.org/data', ''])('the mirror "%s"', async (mirror) => {
    await expect(obtain({ mirror })).rejects.toThrow(
      expect.objectContaining({
        code: 'invalid-mirror',
        message: `The mirror must be an http or https address, not "${mirror}".`,
      }),
    );
  });
});

test.each([
  ['ftp://me:secret@example.org/data', 'ftp://example.org/data'],
  ['me:secret@example.org/data', 'example.org/data'],
  ['http://me:p/secret@example.org/data', 'http://example.org/data'],
  ['http://me:p#secret@example.org/data', 'http://example.org/data'],
  ['http://me:p?secret@example.org/data', 'http://example.org/data'],
  ['http://me:p@secret\n@example.org:x/data', 'http://example.org:x/data'],
])('refuses the malformed mirror %j without its password', async (mirror, shown) => {
  await expect(obtain({ mirror })).rejects.toThrow(
    expect.objectContaining({
      message: `The mirror must be an http or https address, not "${shown}".`,
      values: { mirror: shown },
    }),
  );
});

describe('of several processes,', () => {
  const location = () => join(dataDir(), official.path);
  const files = () => readdir(join(dataDir(), 'imdb'));

  function partGrowsTo(bytes: number): Promise<void> {
    const grown = async () => {
      while ((await sizeOf(partOf(location()))) < bytes) {
        await sleep(20);
      }
    };
    return within(60, `The download of ${bytes} bytes`, grown());
  }

  test('two at once share one download', async () => {
    const asked = new EventEmitter();
    const request = once(asked, 'request');
    answer = (...each) => asked.emit('request', ...each);
    const both = [start(), start()];
    // The process that downloads receives no bytes yet, so the other one waits for it.
    const progress = both.map((each) => once(each.process, 'message'));
    await within(60, 'One process that waits for the other', Promise.race(progress));
    const [incoming, response] = await within(60, 'The request of the process that downloads', request);
    send(incoming, response, content);
    for (const { result } of both) {
      expect(await result).toEqual({ location: location(), bytes: content.length });
    }
    expect(server.ranges).toEqual(['']);
    expect(await files()).toEqual(['imdb.npz']);
  });

  test('one that waits for another reports its progress, and can be aborted', async () => {
    answer = (request, response) => send(request, response, content, { only: 1_000 });
    const other = start();
    await partGrowsTo(1_000);
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = ({ bytes }: { bytes: number }) => bytes === 1_000 && controller.abort(reason);
    await expect(obtain({ signal: controller.signal, onProgress })).rejects.toBe(reason);
    other.process.kill();
    await other.result;
    expect(server.ranges).toEqual(['']);
  });

  test('one completes the download of another that was killed', async () => {
    answer = (request, response) => send(request, response, content, { only: 100_000 });
    const killed = start();
    await partGrowsTo(100_000);
    killed.process.kill('SIGKILL');
    await killed.result;

    answer = (request, response) => send(request, response, content);
    expect(await start().result).toEqual({ location: location(), bytes: content.length });
    expect(server.ranges).toEqual(['', 'bytes=100000-']);
    expect((await readFile(location())).equals(content)).toBe(true);
    expect(await files()).toEqual(['imdb.npz']);
  });

  test('one without file locks does not download', async () => {
    const { error } = (await start([], { NODE_OPTIONS: `--require ${JSON.stringify(WITHOUT_NATIVE_CODE)}` })
      .result) as { error: string };
    expect(error).toMatch(
      /^.*imdb\.npz can't be downloaded, because file locks, .*, can't be loaded \(.*\): put the file there yourself\.$/,
    );
    expect(server.ranges).toEqual([]);
    expect(await files()).toEqual([]);
  });

  const testWithPrlimit = withTool('prlimit', findProgram('prlimit') !== undefined).test;
  testWithPrlimit('one with a lower limit on file sizes reports it and leaves nothing', async () => {
    expect(await start(['prlimit', '--fsize=100000']).result).toEqual({
      error: `${location()} can't be written (EFBIG: file too large, write): free some space, or choose another folder.`,
    });
    expect(await files()).toEqual([]);
  });
});

/** Starts a process that obtains the file with the built package. `before` is the command that it runs under. */
function start(before: string[] = [], env = {}): { process: ChildProcess; result: Promise<unknown> } {
  const input = JSON.stringify({
    official,
    options: { dataDir: dataDir(), cacheDir: cacheDir(), mirror: server.url },
  });
  const [command, ...args] = [...before, process.execPath, join(__dirname, '../test/obtain.cjs'), input];
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const result = outcomeOf(child).then(({ stdout }) => (stdout === '' ? undefined : JSON.parse(stdout)));
  return { process: child, result };
}
