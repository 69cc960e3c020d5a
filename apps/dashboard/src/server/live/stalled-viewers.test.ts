import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { within } from '@rnn-lab/testing';
import { disconnectStalledViewers } from './stalled-viewers';
import type { AddressInfo, Socket } from 'node:net';

disconnectStalledViewers();

// Sends as much as each client takes.
const server = createServer((_, response) => {
  const send = () => {
    while (!response.destroyed && response.write(Buffer.alloc(2 ** 16)));
  };
  response.on('drain', send);
  send();
});
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A client of that path; returns its socket and the server's. */
async function connected(path: string): Promise<[client: Socket, served: Socket]> {
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1').on('error', () => undefined);
  const [served] = (await once(server, 'connection')) as [Socket];
  client.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(server, 'request');
  return [client, served];
}

it('disconnects a viewer of events that reads nothing, and nobody else', async () => {
  const [reading, served] = await connected('/api/v1/events');
  reading.resume();
  const [paused, download] = await connected('/api/v1/runs/events/metrics.csv');
  const stalled = [
    await connected('/api/v1/events?runs=a@0-0'),
    await connected('/api/v1/runs/events/events'),
  ];
  const ends = Promise.all(stalled.map(([, each]) => once(each, 'close')));
  await within(120, 'The end of those that read nothing', ends);
  expect([served.destroyed, download.destroyed]).toEqual([false, false]);
  for (const client of [reading, paused, ...stalled.map(([each]) => each)]) client.destroy();
});
