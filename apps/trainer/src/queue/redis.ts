import { UserError } from '@rnn-lab/errors';
import type { Redis, RedisOptions } from 'ioredis';
import type { RedisAddress } from './address';

/** Milliseconds. */
const CONNECT_TIMEOUT = 5000;
/** Milliseconds after which a server that doesn't answer counts as gone; the longest command blocks for 10 s. */
const ANSWER_TIMEOUT = 20_000;
/** Milliseconds between attempts to reconnect. */
const RETRY_EVERY = 1000;

function connectionOptions(address: RedisAddress): RedisOptions {
  const { host, port, username, password, db, isEncrypted } = address;
  return {
    ...{ host, port, username, password, db },
    ...(isEncrypted && { tls: {} }),
    connectTimeout: CONNECT_TIMEOUT,
    socketTimeout: ANSWER_TIMEOUT,
    maxRetriesPerRequest: null,
    retryStrategy: () => RETRY_EVERY,
  };
}

/**
 * Connects to a server that answers and takes the password. From then on the connection survives a restart of the server:
 * commands wait until it is back.
 *
 * @throws UserError `queue-unreachable`
 */
export async function connect(address: RedisAddress): Promise<Redis> {
  const { Redis } = await import('ioredis');
  await check(Redis, address);
  const client = new Redis(connectionOptions(address));
  // `printConnection` reports that it is lost.
  client.on('error', () => undefined);
  return client;
}

async function check(Client: typeof Redis, address: RedisAddress): Promise<void> {
  const options = { ...connectionOptions(address), socketTimeout: CONNECT_TIMEOUT, maxRetriesPerRequest: 0 };
  const client = new Client({ ...options, lazyConnect: true, retryStrategy: () => null });
  let reason: Error | undefined;
  client.on('error', (error) => (reason ??= error));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw new UserError(
      'queue-unreachable',
      `The queue ${address.label} can't be used: ${explain(reason ?? (error as Error))}`,
      { address: address.label },
      { cause: error },
    );
  } finally {
    client.disconnect();
  }
}

/** Why a server can't be used, and what to do. */
function explain({ message }: Error): string {
  if (/^NOAUTH|^WRONGPASS|invalid password/i.test(message)) {
    return 'it asks for another user or password; RNN_LAB_QUEUE_PASSWORD sets the password.';
  }
  return `${message.replace(/\.$/, '')}. Start the Redis server, or correct --queue.`;
}
