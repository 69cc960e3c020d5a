import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from 'simple-statistics';

export interface Load {
  port: number;
  /** Posts to /predict; returns the parsed answer. Rejects unless the status is 200. */
  post(body: object): Promise<unknown>;
  close(): void;
}

/** A client with connections that are kept open. */
export function openLoad(port: number): Load {
  const agent = new Agent({ keepAlive: true });
  return { port, post: (body) => post(agent, port, body), close: () => agent.destroy() };
}

/**
 * Posts at a fixed rate, whether or not earlier requests are answered, and returns quantiles of the milliseconds from the
 * time at which a request was due to its answer: a request that is sent late counts from then, too.
 */
export async function latencies(
  { post }: Load,
  bodies: readonly object[],
  perSecond: number,
): Promise<{ p50: number; p99: number }> {
  const started = performance.now();
  const milliseconds = await Promise.all(
    bodies.map(async (body, i) => {
      const due = started + (1000 * i) / perSecond;
      await sleep(Math.max(0, due - performance.now()));
      // A timer can fire a millisecond early, which must not shorten the latency.
      const from = Math.min(due, performance.now());
      await post(body);
      return performance.now() - from;
    }),
  );
  const [p50, p99] = quantile(milliseconds, [0.5, 0.99]);
  return { p50, p99 };
}

/** Posts all, so many at a time; returns the seconds. */
export async function secondsFor(
  { post }: Load,
  bodies: readonly object[],
  atATime: number,
): Promise<number> {
  const started = performance.now();
  const rest = bodies.values();
  const client = async () => {
    for (const body of rest) await post(body);
  };
  await Promise.all(Array.from({ length: atATime }, client));
  return (performance.now() - started) / 1000;
}

function post(agent: Agent, port: number, body: object): Promise<unknown> {
  const content = Buffer.from(JSON.stringify(body));
  const headers = { 'Content-Type': 'application/json', 'Content-Length': content.length };
  return new Promise((resolve, reject) => {
    const asking = request({ agent, host: '127.0.0.1', port, path: '/predict', method: 'POST', headers });
    asking.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject).on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(answer));
        else reject(new Error(`The server answered ${response.statusCode}: ${answer}`));
      });
    });
    asking.end(content);
  });
}
