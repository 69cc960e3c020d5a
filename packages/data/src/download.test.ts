import * as fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

import { download, partOf } from './download';
import { DataError } from './errors';
import type { Source } from './fetch-rest';
import { send, serve } from '../test/server';
import type { Server } from '../test/server';
import { temporaryFolder } from '../test/temporary-folder';

const content = randomBytes(300_000);
const official = {
  path: 'nsmc/ratings_train.txt',
  address: 'http://localhost/never-asked',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};

const folder = temporaryFolder();
let server: Server;
afterEach(() => server.close());

const target = () => join(folder.path, 'ratings_train.txt');
const files = () => readdir(folder.path);

async function fromServer(
  answer: Parameters<typeof serve>[0],
  options: Partial<Source> = {},
): Promise<Buffer> {
  server = await serve(answer);
  return fromAddress(`${server.url}/nsmc/ratings_train.txt`, options);
}

function fromAddress(address: string, options: Partial<Source> = {}): Promise<Buffer> {
  const patience = { progressBytes: 1, attempts: 3, pauseMs: 1, stallMs: 60_000 };
  return download({ official, address, onProgress: () => undefined, patience, ...options }, target());
}

async function expectWhole(downloaded: Promise<Buffer>): Promise<void> {
  expect((await downloaded).equals(content)).toBe(true);
  expect((await readFile(target())).equals(content)).toBe(true);
  expect(await files()).toEqual(['ratings_train.txt']);
}

test('downloads a file, and reports progress', async () => {
  const progress: number[] = [];
  const onProgress = (bytes: number) => progress.push(bytes);
  await expectWhole(fromServer((request, response) => send(request, response, content), { onProgress }));
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(progress.at(-1)).toBe(content.length);
});

test('resumes after a dropped connection, as often as there is progress', async () => {
  const onProgress = (bytes: number) => {
    if (bytes % 50_000 === 0 && bytes < content.length) {
      server.drop();
    }
  };
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    send(request, response, content, { only: 50_000 });
  await expectWhole(fromServer(answer, { onProgress }));
  expect(server.ranges).toEqual(['', ...[1, 2, 3, 4, 5].map((times) => `bytes=${times * 50_000}-`)]);
});

test('waits as long as the server asks, and not longer than five minutes', async () => {
  const busy = (after: string) => (request: IncomingMessage, response: ServerResponse, nth: number) => {
    if (nth === 1) response.writeHead(503, { 'retry-after': after }).end();
    else send(request, response, content);
  };
  const begin = performance.now();
  await expectWhole(fromServer(busy('1')));
  expect(performance.now() - begin).toBeGreaterThanOrEqual(950);
  await rm(target());
  await server.close();
  await expect(fromServer(busy('301'))).rejects.toThrow('HTTP status 503, and to be asked again after 301 s');
});

test('resumes after a body that ends early without an error', async () => {
  await expectWhole(
    fromServer((request, response, nth) =>
      nth === 1
        ? response.write(content.subarray(0, 1_000), () => response.end())
        : send(request, response, content),
    ),
  );
  expect(server.ranges).toEqual(['', 'bytes=1000-']);
});

describe('starts again if a server', () => {
  const onProgress = (bytes: number) => {
    if (bytes === 10_000) {
      server.drop();
    }
  };

  test('does not support ranges', async () => {
    const answer = (request: IncomingMessage, response: ServerResponse, nth: number) => {
      delete request.headers.range;
      send(request, response, content, nth === 1 ? { only: 10_000 } : {});
    };
    await expectWhole(fromServer(answer, { onProgress }));
    expect(server.ranges).toEqual(['', 'bytes=10000-']);
  });

  test('answers with another range', async () => {
    const answer = (request: IncomingMessage, response: ServerResponse, nth: number) => {
      if (request.headers.range) {
        response
          .writeHead(206, { 'content-range': `bytes 0-99/${content.length}` })
          .end(content.subarray(0, 100));
      } else {
        send(request, response, content, nth === 1 ? { only: 10_000 } : {});
      }
    };
    await expectWhole(fromServer(answer, { onProgress }));
    expect(server.ranges).toEqual(['', 'bytes=10000-', '']);
  });
});

test('tries again if a server is overloaded', async () => {
  await expectWhole(
    fromServer((request, response, nth) =>
      nth < 3 ? response.writeHead(503).end() : send(request, response, content),
    ),
  );
});

test('resumes on a new connection if a server stops sending', async () => {
  await expectWhole(
    fromServer(
      (request, response, nth) => {
        send(request, response, content, nth === 1 ? { only: 70_000 } : {});
      },
      { patience: { progressBytes: 1, attempts: 3, pauseMs: 1, stallMs: 1_000 } },
    ),
  );
  expect(server.ranges).toEqual(['', 'bytes=70000-']);
});

describe('gives up', () => {
  const patience = { progressBytes: 1_000, attempts: 3, pauseMs: 1, stallMs: 1_000 };

  test('a server that never answers', async () => {
    const downloading = fromServer(() => undefined, { patience });
    await expect(downloading).rejects.toThrow(DataError);
    await expect(downloading).rejects.toThrow(' (no data in 1 s): connect to the network');
    expect(server.ranges).toEqual(['', '', '']);
  });

  test('a server that never sends a body', async () => {
    const answer = (_: IncomingMessage, response: ServerResponse) => response.writeHead(200).flushHeaders();
    await expect(fromServer(answer, { patience })).rejects.toThrow(
      ' (no data in 1 s): connect to the network',
    );
  });

  test('a server that sends a byte now and then', async () => {
    const downloading = fromServer(
      (request, response) => {
        send(request, response, content, { only: 1 });
        const timer = setInterval(() => response.write(content.subarray(0, 1)), 20);
        response.on('close', () => clearInterval(timer));
      },
      { patience },
    );
    await expect(downloading).rejects.toThrow(/ \(\d+ bytes in 1 s\): connect to the network/);
    expect(server.ranges).toHaveLength(3);
  });

  test('a server that sends one byte per connection', async () => {
    const downloading = fromServer((request, response) => send(request, response, content, { only: 1 }), {
      patience,
      onProgress: () => server.drop(),
    });
    await expect(downloading).rejects.toThrow(DataError);
    expect(server.ranges).toEqual(['', 'bytes=1-', 'bytes=2-']);
  });
});

/** How a server, possibly a broken one, answers a request. */
type Behaviour =
  | { kind: 'send'; only: number; end: 'end' | 'drop' }
  | { kind: 'status'; status: number }
  | { kind: 'range'; range: string; bytes: number }
  | { kind: 'noise'; bytes: number };

const size = fc.oneof(fc.nat(content.length), fc.constantFrom(0, 1, content.length - 1, content.length));
const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  fc.record({
    kind: fc.constant('send' as const),
    only: size,
    end: fc.constantFrom('end' as const, 'drop' as const),
  }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(200, 204, 206, 301, 304, 403, 404, 408, 416, 429, 500, 503),
  }),
  fc.record({
    kind: fc.constant('range' as const),
    range: fc.oneof(
      fc.constantFrom('', 'bytes', 'bytes */*', `bytes 0-0/${content.length}`),
      fc.string({ unit: fc.constantFrom(...'bytes 0123456789-/*') }),
    ),
    bytes: size,
  }),
  fc.record({ kind: fc.constant('noise' as const), bytes: fc.nat(content.length + 10) }),
);

function behave(done: Behaviour, request: IncomingMessage, response: ServerResponse): void {
  if (done.kind === 'status') {
    response.writeHead(done.status).end();
  } else if (done.kind === 'range') {
    response.writeHead(206, { 'content-range': done.range }).end(content.subarray(0, done.bytes));
  } else if (done.kind === 'noise') {
    response.end(Buffer.alloc(done.bytes, 'x'));
  } else {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
    response.writeHead(start > 0 ? 206 : 200, start > 0 ? range : {});
    response.write(content.subarray(start, start + done.only), () =>
      done.end === 'end' ? response.end() : response.destroy(),
    );
  }
}

test('ends with the whole file or a DataError, whatever a server does', async () => {
  const patience = { progressBytes: 1_000, attempts: 3, pauseMs: 1, stallMs: 60_000 };
  await fc.assert(
    fc.asyncProperty(fc.array(behaviour, { minLength: 1, maxLength: 8 }), async (behaviours) => {
      const downloading = fromServer(
        (request, response, nth) => behave(behaviours[(nth - 1) % behaviours.length], request, response),
        { patience },
      );
      const result = await downloading.catch((error: unknown) => error);
      await server.close();
      await rm(partOf(target()), { force: true });
      if (result instanceof Buffer) {
        expect(result.equals(content)).toBe(true);
        await rm(target());
      } else {
        expect(result).toBeInstanceOf(DataError);
        expect(await files()).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

test('completes an earlier download', async () => {
  await writeFile(partOf(target()), content.subarray(0, 123_456));
  await expectWhole(fromServer((request, response) => send(request, response, content)));
  expect(server.ranges).toEqual(['bytes=123456-']);
});

test.each([
  ['of another file', randomBytes(1_000), ['bytes=1000-', '']],
  ['of another file of the same size', randomBytes(content.length), ['']],
  ['of a larger file', randomBytes(content.length + 1), [`bytes=${content.length + 1}-`, '']],
])('discards an earlier download %s', async (_, leftover, ranges) => {
  await writeFile(partOf(target()), leftover);
  await expectWhole(fromServer((request, response) => send(request, response, content)));
  expect(server.ranges).toEqual(ranges);
});

test('keeps the part that has arrived if there is no more progress', async () => {
  const downloading = fromServer(
    (request, response, nth) =>
      nth === 1 ? send(request, response, content, { only: 40_000 }) : response.destroy(),
    { onProgress: (bytes) => bytes === 40_000 && server.drop() },
  );
  await expect(downloading).rejects.toThrow(DataError);
  await expect(downloading).rejects.toThrow(
    /nsmc\/ratings_train\.txt is missing and can't be downloaded from http/,
  );
  expect(server.ranges).toEqual(['', 'bytes=40000-', 'bytes=40000-']);
  expect((await readFile(partOf(target()))).equals(content.subarray(0, 40_000))).toBe(true);
});

test('leaves nothing if the bytes are wrong', async () => {
  const wrong = Buffer.from(content);
  wrong[150_000] ^= 1;
  const downloading = fromServer((request, response) => send(request, response, wrong));
  await expect(downloading).rejects.toThrow(DataError);
  await expect(downloading).rejects.toThrow(
    `${server.url}/nsmc/ratings_train.txt serves another file than the official nsmc/ratings_train.txt (SHA-256 `,
  );
  expect(server.ranges).toHaveLength(1);
  expect(await files()).toEqual([]);
});

test.each([
  ['announced', true, '300001 bytes instead of 300000'],
  ['not announced', false, 'more than 300000 bytes'],
])('leaves nothing if the file has another length, %s', async (_, announced, part) => {
  const longer = Buffer.concat([content, Buffer.of(0)]);
  const downloading = fromServer((_, response) => {
    response.writeHead(200, announced ? { 'content-length': longer.length } : {}).end(longer);
  });
  await expect(downloading).rejects.toThrow(part);
  expect(server.ranges).toHaveLength(1);
  expect(await files()).toEqual([]);
});

test('names file, address and status if the address does not have the file', async () => {
  const downloading = fromServer((_, response) => response.writeHead(404).end('Not found'));
  await expect(downloading).rejects.toThrow(DataError);
  await expect(downloading).rejects.toThrow(
    `nsmc/ratings_train.txt is missing and can't be downloaded from ${server.url}/nsmc/ratings_train.txt (HTTP status 404): ` +
      'connect to the network, or put the file into the data folder.',
  );
  expect(server.ranges).toHaveLength(1);
  expect(await files()).toEqual([]);
});

test('names the reason if there is no server', async () => {
  server = await serve(() => undefined);
  await server.close();
  const downloading = fromAddress(`${server.url}/nsmc/ratings_train.txt`);
  await expect(downloading).rejects.toThrow(DataError);
  await expect(downloading).rejects.toThrow(
    /can't be downloaded from http.* \(connect ECONNREFUSED .*data folder\.$/,
  );
  expect(await files()).toEqual([]);
});

test('rejects with the reason of the signal, and keeps the part that has arrived', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const downloading = fromServer((request, response) => send(request, response, content, { only: 90_000 }), {
    signal: controller.signal,
    onProgress: (bytes) => bytes === 90_000 && controller.abort(reason),
  });
  await expect(downloading).rejects.toBe(reason);
  expect(await files()).toEqual(['ratings_train.txt.part']);
  await server.close();
  await expectWhole(fromServer((request, response) => send(request, response, content)));
  expect(server.ranges).toEqual(['bytes=90000-']);
});

const testWithFullDevice = existsSync('/dev/full') ? test : test.skip;

testWithFullDevice('leaves nothing if the disk is full', async () => {
  await symlink('/dev/full', partOf(target()));
  const downloading = fromServer((request, response) => send(request, response, content));
  await expect(downloading).rejects.toThrow(DataError);
  await expect(downloading).rejects.toThrow(
    `${target()} can't be written (ENOSPC: no space left on device, write): free some space, or choose another folder.`,
  );
  expect(await files()).toEqual([]);
});
