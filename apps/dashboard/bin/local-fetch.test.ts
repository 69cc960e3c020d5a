import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';

const PRELOAD = join(__dirname, 'local-fetch.cjs');

/** The result of `fetch` in a process that has loaded the file first. */
function fetched(address: string) {
  const script =
    'fetch(process.argv[1]).then((r) => r.text()).then(console.log, (e) => console.log(e.message))';
  return outcomeOf(spawn(process.execPath, ['--require', PRELOAD, '-e', script, address]));
}

it('allows requests to this machine only', async () => {
  const server = createServer((_, response) => response.end('from here')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect((await fetched(`http://127.0.0.1:${port}/`)).stdout).toBe('from here\n');
  expect((await fetched(`http://localhost:${port}/`)).stdout).toBe('from here\n');
  server.close();
  for (const host of ['example.org', '127.0.0.1.example.org', '192.0.2.1', '[2001:db8::1]']) {
    expect((await fetched(`https://${host}/`)).stdout).toBe(`The dashboard sends no request to ${host}.\n`);
  }
});
