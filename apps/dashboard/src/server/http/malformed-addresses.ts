import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Escapes the `%` of a path that can't be decoded, so that it is an ordinary path that doesn't exist. Next.js would answer
 * 500 before the proxy runs.
 */
export function readMalformedAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.url = decodable(request.url ?? '/');
  });
}

/** @param address path and query */
export function decodable(address: string): string {
  const [path] = address.split('?', 1);
  try {
    decodeURIComponent(path);
    return address;
  } catch {
    return path.replaceAll('%', '%25') + address.slice(path.length);
  }
}
