import { once } from 'node:events';
import { connect } from 'node:net';
import { within } from '@rnn-lab/testing';
import { memoryOf } from './processes';
import { Workbench } from './workbench';
import type { Socket } from 'node:net';

const TOKEN = 'the right token';
const SENDERS = 40;
const SENT = 9 * 2 ** 20;
/** What Next.js keeps of a body: see next.config.ts. */
const KEPT = 2 ** 20 + 2 * 2 ** 16;

const bench = new Workbench();
let sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
});
afterAll(() => bench.close());

/** Begins a request of `bytes` with that token. */
async function beginRequest(address: string, token: string, bytes: number): Promise<Socket> {
  const { hostname, port, host } = new URL(address);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(
    `PUT /api/v1/pins HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`,
  );
  return socket;
}

/** Sends a body, all but its last byte. */
async function sendBody(address: string, token: string): Promise<Socket> {
  const socket = await beginRequest(address, token, SENT + 1);
  await new Promise<void>((resolve) => socket.write(Buffer.alloc(SENT, 'a'), () => resolve()));
  return socket;
}

it.each([
  ['with', TOKEN, 413],
  ['without', 'wrong', 401],
])('large bodies %s the token take little memory, and are refused', async (_, token, status) => {
  const server = await bench.startServer({ RNN_LAB_TOKEN: TOKEN });
  const { pid = 0 } = server.process;
  const before = await memoryOf(pid);
  const senders = await Promise.all(Array.from({ length: SENDERS }, () => sendBody(server.address, token)));
  // Kept whole, they would be 360 MiB.
  expect((await memoryOf(pid)) - before).toBeLessThan(SENDERS * KEPT + 192 * 2 ** 20);
  for (const socket of senders) {
    const answer = within(60, 'The answer', once(socket, 'data'));
    socket.write('a');
    expect(String((await answer)[0])).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  }
});

it('a request without the token is refused while its body is being sent', async () => {
  const server = await bench.startServer({ RNN_LAB_TOKEN: TOKEN });
  // What comes while the server starts is refused at the end of its body.
  await fetch(`${server.address}/api/v1/health`);
  const socket = await beginRequest(server.address, 'wrong', 3);
  socket.write('a');
  const [answer] = await within(10, 'The answer', once(socket, 'data'));
  expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
  const closed = once(socket, 'close');
  socket.write('bc');
  // Not reset: the client could read the whole answer.
  expect(await within(10, 'The end', closed)).toEqual([false]);
});
