import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { refuseEarly } from './early-refusals';
import type { ClientRequest, IncomingMessage, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

const TOKEN = 'the right token';
const LIMITS = { bytes: 8 * 2 ** 20, milliseconds: 3_000 };

let server: Server;
let port: number;
/** Bytes of the bodies that were passed on. */
let passedOn: number[];

beforeAll(() => refuseEarly(LIMITS));

beforeEach(async () => {
  process.env.RNN_LAB_TOKEN = TOKEN;
  passedOn = [];
  server = createServer((incoming, response) => {
    // Like Next.js, which doesn't read the body of a GET.
    if (incoming.method === 'GET') response.end('answered');
    else
      void buffer(incoming).then(({ byteLength }) => {
        passedOn.push(byteLength);
        response.end('accepted');
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});

afterEach(() => {
  delete process.env.RNN_LAB_TOKEN;
  server.closeAllConnections();
  server.close();
});

function post(headers: Record<string, string>, method = 'POST'): ClientRequest {
  return request({ host: '127.0.0.1', port, path: '/api/v1/runs/actions', method, headers, agent: false });
}

/** Sends the head of a request without the token. Unlike Node's HTTP client, a socket sends on after the response. */
function sendUnauthorized(contentLength: number): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write(`POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${contentLength}\r\n\r\n`);
  return socket;
}

async function responseTo(sent: ClientRequest): Promise<IncomingMessage> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

it.each([
  ['POST', { authorization: 'Bearer wrong' }, 401, 'not-signed-in'],
  ['POST', {}, 401, 'not-signed-in'],
  ['HEAD', {}, 401, undefined],
  ['POST', { host: 'evil.example' }, 403, 'foreign-host'],
  ['POST', { origin: 'http://evil.example' }, 403, 'foreign-page'],
])('refuses %s with %j while the body is being sent', async (method, headers, status, code) => {
  const sent = post({ ...headers, 'transfer-encoding': 'chunked' }, method);
  sent.write('a');
  const response = await responseTo(sent);
  expect(response).toMatchObject({ statusCode: status, headers: { connection: 'close' } });
  const body = await text(response);
  expect(body === '' ? undefined : JSON.parse(body).details.code).toBe(code);
  expect(passedOn).toEqual([]);
  sent.destroy();
});

it('closes the connection at the end of the body, without resetting it', async () => {
  const socket = sendUnauthorized(3);
  socket.write('a');
  const [head] = await once(socket, 'data');
  expect(String(head)).toMatch(/^HTTP\/1\.1 401 /);
  const began = Date.now();
  socket.resume().write('bc');
  expect(await once(socket, 'close')).toEqual([false]);
  expect(Date.now() - began).toBeLessThan(LIMITS.milliseconds);
});

it('is read by a client that first sends its whole body', async () => {
  const size = LIMITS.bytes - 1;
  const socket = sendUnauthorized(size).pause();
  await new Promise<void>((resolve) => socket.write(Buffer.alloc(size), () => resolve()));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 [\s\S]*"not-signed-in"/);
});

it('disconnects a client whose body never ends', async () => {
  const socket = sendUnauthorized(LIMITS.bytes);
  await once(socket, 'data');
  const began = Date.now();
  await once(socket.resume(), 'close');
  expect(Date.now() - began).toBeGreaterThan(LIMITS.milliseconds / 2);
});

it('disconnects a client that sends too much', async () => {
  const socket = sendUnauthorized(2 ** 40).resume();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const began = Date.now();
  const chunk = Buffer.alloc(2 ** 16);
  while (!socket.destroyed) await new Promise((resolve) => socket.write(chunk, resolve));
  await closed;
  expect(Date.now() - began).toBeLessThan(LIMITS.milliseconds);
  expect(socket.bytesWritten).toBeGreaterThan(LIMITS.bytes);
});

it('answers a GET with a body that no route reads once the client has sent it', async () => {
  for (let round = 0; round < 5; round++) {
    const sent = post({ authorization: `Bearer ${TOKEN}`, 'transfer-encoding': 'chunked' }, 'GET');
    sent.end(Buffer.alloc(LIMITS.bytes - 1));
    expect(await text(await responseTo(sent))).toBe('answered');
  }
});

it('passes on what the proxy would accept, with its whole body', async () => {
  const sent = post({ authorization: `Bearer ${TOKEN}`, 'transfer-encoding': 'chunked' });
  sent.write('abc');
  sent.end('de');
  expect(await text(await responseTo(sent))).toBe('accepted');
  expect(passedOn).toEqual([5]);
});
