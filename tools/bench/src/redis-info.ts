/** The part of a Redis client that is used here. */
interface Client {
  info(...sections: string[]): Promise<string>;
}

/** Counters of a Redis server since it started. */
export interface RedisInfo {
  version: string;
  /** Bytes in use. */
  memory: number;
  /** Bytes over the network: to the server, from it. */
  received: number;
  sent: number;
  /** Of the server's process. */
  cpuSeconds: number;
  /** Calls by command, those inside scripts too. */
  calls: ReadonlyMap<string, number>;
}

export async function infoOf(client: Client): Promise<RedisInfo> {
  return parseInfo(await client.info('everything'));
}

/** Parses the output of INFO. */
export function parseInfo(text: string): RedisInfo {
  const fields = new Map(
    text.split('\r\n').flatMap((line) => {
      const [, name, value] = /^([^#:]+):([^]*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value] as const];
    }),
  );
  const number = (name: string) => Number(fields.get(name));
  const calls = [...fields].flatMap(([name, value]) => {
    const [, command] = /^cmdstat_(.+)$/.exec(name) ?? [];
    return command === undefined ? [] : [[command, Number(/^calls=(\d+)/.exec(value)?.[1])] as const];
  });
  return {
    version: fields.get('redis_version') ?? '',
    memory: number('used_memory'),
    received: number('total_net_input_bytes'),
    sent: number('total_net_output_bytes'),
    cpuSeconds: number('used_cpu_sys') + number('used_cpu_user'),
    calls: new Map(calls),
  };
}

/** Calls per job by command, the frequent ones first. */
export function commandCalls(before: RedisInfo, after: RedisInfo, jobs: number): Record<string, number> {
  const calls = [...after.calls].map(
    ([name, count]) => [name, (count - (before.calls.get(name) ?? 0)) / jobs] as const,
  );
  return Object.fromEntries(calls.filter(([, count]) => count >= 0.01).sort(([, a], [, b]) => b - a));
}
