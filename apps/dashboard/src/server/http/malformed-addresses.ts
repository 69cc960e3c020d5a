import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/**
 * Takes the `%` of an address that can't be decoded literally, so that it leads nowhere, as any other name that there is
 * not. Next.js would answer 500 before the proxy has its say.
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
