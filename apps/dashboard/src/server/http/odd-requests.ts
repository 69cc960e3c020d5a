import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** In place of TRACE: any name that no route has. */
const OTHER_METHOD = 'OTHER';

/** Changes requests to which Next.js would answer 500 before the proxy runs into ordinary ones, which are refused. */
export function acceptOddRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.url = decodable(request.url ?? '/');
    // The one method that Node accepts and the class `Request` doesn't.
    if (request.method === 'TRACE') request.method = OTHER_METHOD;
  });
}

/**
 * Escapes the `%` of a path that can't be decoded, so that it is a path that doesn't exist.
 *
 * @param address path and query
 */
export function decodable(address: string): string {
  const [path] = address.split('?', 1);
  try {
    decodeURIComponent(path);
    return address;
  } catch {
    return path.replaceAll('%', '%25') + address.slice(path.length);
  }
}
