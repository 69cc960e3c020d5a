import { latencies } from './http-load';
import type { Load } from './http-load';

const BODIES = Array.from({ length: 60 }, () => ({}));
const load = (post: Load['post']): Load => ({ port: 0, post, close: () => undefined });

test('a request that is sent early has no negative latency', async () => {
  const { p50, p99 } = await latencies(
    load(() => Promise.resolve()),
    BODIES,
    300,
  );
  expect(p50).toBeGreaterThanOrEqual(0);
  expect(p99).toBeGreaterThanOrEqual(p50);
});

test('a request that is sent late counts from when it was due', async () => {
  let first = true;
  const stall = () => {
    const until = performance.now() + (first ? 200 : 0);
    first = false;
    while (performance.now() < until);
    return Promise.resolve();
  };
  // All are due within 200 ms, so the others wait for the end of the first: half of them for at least 90 ms.
  const { p50 } = await latencies(load(stall), BODIES, 300);
  expect(p50).toBeGreaterThan(90);
});
