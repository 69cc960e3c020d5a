import { DRAIN_LIMITS, drainBody } from '@rnn-lab/access/drain-body';
import { NextRequest } from 'next/server';
import { subscribe } from 'node:diagnostics_channel';
import { refusal } from '#server/security/refusal';
import type { DrainLimits } from '@rnn-lab/access/drain-body';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

const BODILESS: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD']);

/**
 * Sends refusals without waiting for the request's body. Next.js reads a body to its end before it sends what the proxy
 * has answered. The proxy still checks every request that is passed on.
 *
 * @param limits how long a refused body is read
 */
export function refuseEarly(limits: DrainLimits = DRAIN_LIMITS): void {
  const guarded = new WeakSet<Server>();
  // Published before the server emits the request.
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server };
    if (guarded.has(server)) return;
    guarded.add(server);
    guard(server, limits);
  });
}

function guard(server: Server, limits: DrainLimits): void {
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const passOn = () => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    const refused = hasBody(request) ? refusalOf(request) : null;
    if (refused) void send(refused, request, response, limits);
    // No route reads such a body, and Node.js closes the connection after the response, whatever the client still sends.
    else if (hasBody(request) && BODILESS.has(request.method)) drainBody(request, limits, passOn);
    else passOn();
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Null for an address that can't be parsed, too: it is the proxy's turn. */
function refusalOf({ method, url = '/', headers }: IncomingMessage): Response | null {
  // The Host header is checked by `refusal`; the address needs a name that is always valid.
  const address = `http://localhost${url}`;
  if (!URL.canParse(address)) return null;
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return refusal(new NextRequest(address, { method, headers: new Headers(fields) }));
}

/** Sends the whole response, then drains the body before the connection is closed. */
async function send(
  refused: Response,
  request: IncomingMessage,
  response: ServerResponse,
  limits: DrainLimits,
): Promise<void> {
  const body = Buffer.from(await refused.arrayBuffer());
  response.writeHead(refused.status, [
    ...[...refused.headers].flat(),
    ...['Content-Length', String(body.byteLength), 'Connection', 'close'],
  ]);
  // A response to HEAD has no body whose `write` would send the headers.
  response.flushHeaders();
  response.write(body);
  drainBody(request, limits, () => response.end());
}
