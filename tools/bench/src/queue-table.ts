import Table from 'cli-table3';
import type { QueueReport } from './queue-benchmark';

/** The report as a table: what a job costs. */
export function queueTable({ jobs, workers, finished, seconds, redis, run }: QueueReport): string {
  const table = new Table({ head: ['per job', 'measured'], style: { head: [], border: [] } });
  const calls = Object.values(redis.calls).reduce((sum, count) => sum + count, 0);
  const { evalsha = 0 } = redis.calls;
  table.push(
    ['scripts that Redis runs', evalsha.toFixed(1)],
    ['commands, with those inside scripts', calls.toFixed(1)],
    ['processor time of Redis', `${(redis.cpuSeconds * 1e3).toFixed(2)} ms`],
    ['network, to Redis', bytes(redis.received)],
    ['network, from Redis', bytes(redis.sent)],
    ['memory of Redis while it waits', bytes(redis.memoryWaiting)],
    ['memory of Redis once it has ended', bytes(redis.memoryEnded)],
    ['run folder, without a model', bytes(run.bytes)],
    ['reading its row of the list', `${(run.listSeconds * 1e3).toFixed(2)} ms`],
  );
  const rate = (jobs / seconds).toFixed(0);
  return [
    `${jobs} jobs, ${workers} workers, Redis ${redis.version}: ${seconds.toFixed(1)} s, ${rate} jobs/s`,
    `${finished} jobs have exactly one finished run`,
    table.toString(),
  ].join('\n');
}

function bytes(count: number): string {
  return `${(count / 1000).toFixed(1)} kB`;
}
