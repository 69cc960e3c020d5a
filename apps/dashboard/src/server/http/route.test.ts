import { UserError } from '@rnn-lab/errors';
import { RunsError } from '@rnn-lab/runs';
import { NextRequest } from 'next/server';
import { z } from 'zod';
import { NotFoundError } from '#server/store/errors';
import { bodyOf, route } from './route';

async function responseTo(
  method: string,
  respond: (request: NextRequest) => Promise<Response>,
  body?: BodyInit,
) {
  const request = new NextRequest('http://localhost/api/v1/runs/a', { method, body, duplex: 'half' });
  const response = await route(respond)(request, { params: Promise.resolve({}) });
  return { status: response.status, ...((await response.json()) as object) };
}

function failing(error: Error) {
  return () => Promise.reject(error);
}

const damaged = new RunsError('invalid-line', 'Line 3 is damaged.', { line: 3 });
const details = { code: 'invalid-line', values: { line: '3' } };

it.each([
  ['GET', 500],
  ['DELETE', 409],
  ['PATCH', 409],
])('reports an error of the run’s files to %s with the status %i', async (method, status) => {
  expect(await responseTo(method, failing(damaged))).toEqual({
    status,
    error: 'Line 3 is damaged.',
    details,
  });
});

it('answers 404 if the run has no such file', async () => {
  const missing = new RunsError('missing-file', 'model/preprocessing.json is missing.', {
    file: 'model/preprocessing.json',
  });
  for (const method of ['GET', 'POST']) {
    expect(await responseTo(method, failing(missing))).toMatchObject({ status: 404, error: missing.message });
  }
});

it('reports the errors of other packages alike', async () => {
  const error = new UserError('no-analyzer', 'There is no analyzer x.', { name: 'x' });
  expect(await responseTo('POST', failing(error))).toMatchObject({ status: 409, error: error.message });
});

it.each([
  ['not UTF-8', Uint8Array.of(0xc0, 0xe7), 'not-utf8'],
  ['not JSON', '{', 'no-json-sent'],
  ['of another form', '{"text": 1}', 'invalid-request'],
])('answers 400 to a body that is %s', async (_, body, code) => {
  const respond = async (request: NextRequest) =>
    Response.json(await bodyOf(request, z.object({ text: z.string() })));
  expect(await responseTo('POST', respond, body)).toMatchObject({ status: 400, details: { code } });
});

it('answers 413 to a body of more than 1 MiB, which it doesn’t read to the end', async () => {
  let read = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new Uint8Array(2 ** 16));
      read += 2 ** 16;
    },
  });
  const respond = async (request: NextRequest) => Response.json(await bodyOf(request, z.unknown()));
  const answer = await responseTo('PATCH', respond, endless);
  expect(answer).toMatchObject({ status: 413, details: { code: 'body-too-large' } });
  expect(read).toBeLessThan(2 ** 21);
});

it('answers 404 to what does not exist', async () => {
  const error = new NotFoundError('There is no run "a".', { code: 'no-run', values: { id: 'a' } });
  expect(await responseTo('GET', failing(error))).toMatchObject({ status: 404, details: { code: 'no-run' } });
});

it('logs any other error, and sends no details of it', async () => {
  const log = jest.spyOn(console, 'error').mockImplementation();
  const error = new TypeError('x is undefined');
  expect(await responseTo('GET', failing(error))).toMatchObject({ status: 500, details: { code: 'failed' } });
  expect(log).toHaveBeenCalledWith(error);
  log.mockRestore();
});
