import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Server {
  url: string;
  /** The `range` header per request; empty if there was none. */
  ranges: string[];
  /** Breaks every connection. */
  drop(): void;
  close(): Promise<void>;
}

/** A real HTTP server on a free port. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, nth: number) => unknown,
): Promise<Server> {
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? '');
    void answer(request, response, ranges.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ranges,
    drop: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Responds with the content or the requested range. With `only`, sends that many bytes and then leaves the connection open
 * until it is dropped.
 */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  content: Buffer,
  { only = Infinity } = {},
): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start >= content.length) {
    response.writeHead(416).end();
    return;
  }
  const body = content.subarray(start);
  response.writeHead(start === 0 ? 200 : 206, {
    'content-length': body.length,
    ...(start > 0 && { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }),
  });
  if (only < body.length) {
    response.write(body.subarray(0, only));
  } else {
    response.end(body);
  }
}
