import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { say } from '../language';
import { redisAddress } from '../queue/address';
import { connect } from '../queue/redis';
import type { Check } from './check';

/** The server of sweeps on several machines: that at the address, else the one that can be started here. */
export function redisCheck(queue: string | undefined): Check {
  return {
    name: 'Redis',
    purpose: {
      en: 'hands the trainings of a sweep to workers on several machines (--queue); one server for all of them',
      ko: '스윕의 학습을 여러 컴퓨터의 작업자에게 나눠 줌(--queue). 서버는 하나면 됨',
    },
    needed: queue !== undefined,
    probe: () => (queue === undefined ? programHere() : serverAt(queue)),
  };
}

/** @throws UsageError if the address is wrong; UserError `queue-unreachable` */
async function serverAt(queue: string): Promise<string> {
  const address = redisAddress(queue);
  const client = await connect(address);
  try {
    const [, version = '?'] = /^redis_version:(\S+)/m.exec(await client.info('server')) ?? [];
    return say({
      en: `version ${version} answers at ${address.label}`,
      ko: `${address.label}에서 버전 ${version} 응답`,
    });
  } finally {
    client.disconnect();
  }
}

/** @throws Error if there is none */
async function programHere(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('redis-server', ['--version']);
    return `redis-server ${/v=(\S+)/.exec(stdout)?.[1] ?? ''}`.trim();
  } catch {
    throw new Error(
      'redis-server is not on the PATH; a server on another machine does as well, and --queue redis://host:6379 checks it.',
    );
  }
}
