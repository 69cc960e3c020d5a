import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { predictRoute } from './predict-route';
import { predictionServer } from './prediction-server';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

const schema = z.object({ text: z.string() });
const predict = predictRoute({
  summary: 'Predict nothing',
  request: schema.meta({ id: 'PredictRequest' }),
  response: schema.meta({ id: 'PredictResponse' }),
  answer: async (body) => body,
});
const host = '127.0.0.1';
const server = predictionServer({
  run: 'a-run',
  predict,
  waiting: () => 0,
  access: { hostname: host, token: 'secret' },
  onError: (error) => {
    throw error;
  },
});
const MIB = 2 ** 20;
let port: number;

beforeAll(async () => {
  await once(server.listen(0, host), 'listening');
  ({ port } = server.address() as AddressInfo);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const authorization = 'Bearer secret';

/** The response to the head of a request and the beginning of its body; the rest is never sent. */
async function responseTo(headers: OutgoingHttpHeaders, begun: string): Promise<IncomingMessage> {
  const sent = request({
    ...{ host, port, path: '/predict', method: 'POST', agent: false },
    headers: { 'content-type': 'application/json', ...headers },
  }).on('error', () => undefined);
  sent.write(begun);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.on('close', () => sent.destroy());
  return response;
}

test.each([
  ['without a token', {}, 401, 'no-token'],
  ['that says that it is too large', { authorization, 'content-length': 9 * MIB }, 413, 'body-too-large'],
])('a request %s is refused without waiting for its body', async (_, headers, status, code) => {
  const response = await responseTo(headers, 'a');
  expect(response).toMatchObject({ statusCode: status, headers: { connection: 'close' } });
  const length = Number(response.headers['content-length']);
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) {
    body += chunk as string;
    if (body.length === length) break;
  }
  expect(JSON.parse(body)).toMatchObject({ code });
});

test.each(['Content-Length: ', 'Transfer-Encoding: chunked'])(
  'a client that sends its whole body before it reads gets the refusal (%s)',
  async (header) => {
    const socket = connect({ port, host }).pause();
    const bytes = 4 * MIB;
    const body = 'x'.repeat(bytes);
    const [field, content] = header.endsWith(' ')
      ? [`${header}${bytes}`, body]
      : [header, `${bytes.toString(16)}\r\n${body}\r\n0\r\n\r\n`];
    const head = `POST /predict HTTP/1.1\r\nHost: ${host}:${port}\r\nAuthorization: ${authorization}`;
    const type = 'Content-Type: application/json';
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.write(`${head}\r\n${type}\r\n${field}\r\n\r\n${content}`, () => resolve());
    });
    let received = '';
    for await (const chunk of socket.setEncoding('utf8')) received += chunk as string;
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(received).toContain('"code":"body-too-large"');
  },
);

test('a connection is kept after a refusal whose request was read', async () => {
  const sent = request({
    host,
    port,
    path: '/openapi.json',
    agent: false,
    headers: { connection: 'keep-alive' },
  });
  const [response] = (await once(sent.end(), 'response')) as [IncomingMessage];
  expect(response).toMatchObject({ statusCode: 401, headers: { connection: 'keep-alive' } });
  expect(await json(response)).toMatchObject({ code: 'no-token' });
});
