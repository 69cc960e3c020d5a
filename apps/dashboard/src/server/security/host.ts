import { hostname, networkInterfaces } from 'node:os';

/** What a server is told to listen on where it shall listen on every address. */
const EVERY_ADDRESS = ['0.0.0.0', '::', '[::]'];

/**
 * Whether a Host header names this server, and not some other name that a stranger's page made to lead here.
 *
 * @param configured what the server was told to listen on; loopback is always right
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

/** An address at which this server reaches itself. */
export function ownOrigin(configured: string, port: string): string {
  const name = EVERY_ADDRESS.includes(configured) ? 'localhost' : configured;
  return `http://${name.includes('::') ? `[${name}]` : name}:${port}`;
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name);
}

/** A host's name as browsers write it, without the port; null where it is none. */
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
