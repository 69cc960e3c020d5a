import { hostname, networkInterfaces } from 'node:os';

/** Host names that mean "listen on every address". */
const EVERY_ADDRESS = ['0.0.0.0', '::', '[::]'];

/**
 * Whether a Host header names this server. Any other name may be DNS rebinding by a foreign page.
 *
 * @param configured the host that the server listens on; loopback names are always accepted
 */
export function isOwnHost(header: string | null, configured: string | undefined): boolean {
  const name = nameIn(header);
  if (name === null) return false;
  if (isLoopback(name)) return true;
  if (configured === undefined) return false;
  return EVERY_ADDRESS.includes(configured)
    ? namesOfThisMachine().includes(name)
    : name === nameIn(configured.includes('::') ? `[${configured}]` : configured);
}

/** The origin at which this server can reach itself. */
export function ownOrigin(configured: string, port: string): string {
  const name = EVERY_ADDRESS.includes(configured) ? 'localhost' : configured;
  return `http://${name.includes('::') ? `[${name}]` : name}:${port}`;
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

/** The host name as browsers normalize it, without the port; null if it is invalid. */
function nameIn(host: string | null): string | null {
  if (!host || /[/?#@\\\s]/.test(host)) return null;
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return null;
  }
}

function namesOfThisMachine(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const names = addresses.map(({ address }) => (address.includes(':') ? `[${address}]` : address));
  return [...names, hostname().toLowerCase()];
}
