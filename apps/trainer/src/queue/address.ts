import { UsageError } from '../errors';

/** Where a Redis server is. */
export interface RedisAddress {
  host: string;
  port: number;
  username: string | undefined;
  password: string | undefined;
  db: number;
  isEncrypted: boolean;
  /** The address without the password: what may be printed and written. */
  label: string;
}

const PORT = 6379;
/** A password in an address is visible in the list of processes; this variable isn't. */
const PASSWORD_VARIABLE = 'RNN_LAB_QUEUE_PASSWORD';

/**
 * Parses `redis://[user[:password]@]host[:port][/database]`, or `rediss://` for TLS. Without a password, that of the variable
 * RNN_LAB_QUEUE_PASSWORD is used. No message repeats the address, because it may have a password.
 *
 * @throws UsageError
 */
export function redisAddress(text: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    throw refusal('it must be an address like redis://host:6379, or rediss:// for TLS');
  }
  if (url.search !== '' || url.hash !== '') throw refusal('it has more than host, port and database');
  const [, database = ''] = /^\/?([^]*)$/.exec(url.pathname) ?? [];
  if (!/^\d*$/.test(database)) throw refusal('its database must be a number, as in redis://host:6379/1');
  const { username, password, hostname, port } = url;
  const shown = new URL(url);
  shown.password = '';
  return {
    // Brackets of an IPv6 address belong to the URL.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? PORT : Number(port),
    username: decoded(username) || undefined,
    password: decoded(password) || process.env[PASSWORD_VARIABLE] || undefined,
    db: Number(database),
    isEncrypted: url.protocol === 'rediss:',
    label: shown.href,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refusal('a % in its user or password must be written as %25');
  }
}

function refusal(reason: string): UsageError {
  return new UsageError(`--queue: ${reason}.`);
}
