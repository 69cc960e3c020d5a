import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders, RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import type { MulticlassPrediction, Preprocessing, RunFile } from '@rnn-lab/runs';
import { outcomeOf, readJson, readLines, Sandbox } from './rnn-lab';
import type { Outcome } from './rnn-lab';

const sandbox = new Sandbox();
let run: RunFile;
let rows: MulticlassPrediction[];
beforeAll(async () => {
  run = await sandbox.trainTopics(3);
  rows = readLines<MulticlassPrediction>(sandbox.runs, run.id, 'predictions/test.jsonl').slice(0, 30);
});

const processes: ChildProcess[] = [];
afterAll(() => {
  for (const child of processes) child.kill('SIGKILL');
  sandbox.remove();
});

interface Server {
  child: ChildProcess;
  port: number;
  outcome: Promise<Outcome>;
}

async function start(args: string[] = [], options: SpawnOptions = {}, id = run.id): Promise<Server> {
  const child = sandbox.start(['serve', id, '--port', '0', ...args], options);
  processes.push(child);
  const outcome = outcomeOf(child, 280);
  const port = await new Promise<number>((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (data: string) => {
      printed += data;
      const [, port] = /^Serving \S+ on http:\/\/[\d.]+:(\d+): /m.exec(printed) ?? [];
      if (port) resolve(Number(port));
    });
    outcome.then(({ stderr }) => reject(new Error(stderr)), reject);
  });
  return { child, port, outcome };
}

interface Answer {
  status?: number;
  headers: IncomingHttpHeaders;
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** @param body sent as it is if it is a string */
function ask({ port }: Server, path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> {
  const { headers, ...rest } = options;
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        port,
        host: '127.0.0.1',
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...type, ...headers },
        ...rest,
      },
      (response) => {
        textOf(response).then(
          (content) =>
            resolve({
              status: response.statusCode,
              headers: response.headers,
              body: JSON.parse(content) as unknown,
            }),
          reject,
        );
      },
    );
    asking.on('error', reject);
    asking.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** The status of a request for a prediction whose body is sent after `then`: the server has its headers by that time. */
function askAfter({ port }: Server, then: () => void): Promise<number | undefined> {
  const headers = { 'Content-Type': 'application/json', Expect: '100-continue' };
  return new Promise((resolve, reject) => {
    const asking = request({ port, host: '127.0.0.1', path: '/predict', method: 'POST', headers });
    asking.on('continue', () => {
      then();
      asking.end('{"text":"the rocket"}');
    });
    asking.on('response', (response) => resolve(response.resume().statusCode));
    asking.on('error', reject).flushHeaders();
  });
}

describe('a server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await start();
  });

  test('predicts one text and several, alone and at the same time, as in the run', async () => {
    const expected = rows.map(({ probabilities }) => {
      const best = Math.max(...probabilities);
      return {
        label: run.classes[probabilities.indexOf(best)],
        probability: expect.closeTo(best, 4) as number,
      };
    });
    const { body } = await ask(server, '/predict', { texts: rows.map(({ text }) => text) });
    expect(body.predictions).toMatchObject(expected);
    const singles = await Promise.all(rows.map(({ text }) => ask(server, '/predict', { text })));
    expect(singles.map(({ body }) => body as object)).toMatchObject(expected);
    expect(Object.keys(singles[0].body.probabilities as object).sort()).toEqual([...run.classes].sort());
    const unknown = await ask(server, '/predict', { text: '쀍' });
    expect([singles[0].body.unknown, unknown.body.unknown]).toEqual([false, true]);
  });

  test('reports its health, and describes itself', async () => {
    const health = await ask(server, '/health');
    expect(health).toMatchObject({ status: 200, body: { status: 'ok', run: run.id, waiting: 0 } });
    expect(health.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const { body } = await ask(server, '/openapi.json');
    expect(Object.keys(body.paths as object)).toEqual(['/predict', '/health', '/openapi.json']);
    expect(body.components.schemas.PredictRequest.properties.texts).toMatchObject({
      minItems: 1,
      maxItems: 1000,
    });
  });

  test.each<[number, string, unknown, RequestOptions, string]>([
    [404, '/', undefined, {}, 'there are /predict, /health, /openapi.json'],
    [405, '/predict', undefined, {}, 'Send a POST request'],
    [400, '/predict', '{', {}, 'The body is not JSON'],
    [400, '/predict', {}, {}, 'give either "text" or "texts"'],
    [400, '/predict', { text: 'a', texts: ['b'] }, {}, 'give either "text" or "texts"'],
    [400, '/predict', { texts: ['a', 1] }, {}, 'texts.1 is invalid: expected string'],
    [400, '/predict', { texts: new Array(1001).fill('') }, {}, 'texts is invalid: Too big'],
    [413, '/predict', { text: 'a'.repeat(2 ** 20) }, {}, 'larger than the 1048576 bytes'],
    [
      415,
      '/predict',
      '{"text":"a"}',
      { headers: { 'Content-Type': 'text/plain' } },
      'Content-Type: application/json',
    ],
    [
      403,
      '/health',
      undefined,
      { headers: { Host: 'rebound.example' } },
      'does not answer to the name rebound.example',
    ],
    [
      403,
      '/predict',
      { text: 'a' },
      { headers: { Origin: 'http://evil.example' } },
      'Pages of other origins',
    ],
  ])('answers %i to %s, case %#', async (status, path, body, options, message) => {
    const answer = await ask(server, path, body, options);
    expect({ status: answer.status, error: answer.body.error as string }).toEqual({
      status,
      error: expect.stringContaining(message),
    });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends by %s, while a client holds a connection open',
    async (signal) => {
      const other = signal === 'SIGINT' ? server : await start();
      const idle = connect(other.port, '127.0.0.1');
      await new Promise((resolve) => idle.once('connect', resolve));
      const asked = askAfter(other, () => other.child.kill(signal));
      const { code, stdout, stderr } = await other.outcome;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/\nEnded after \d+ answers\.\n$/);
      expect(await asked).toBe(200);
      idle.destroy();
    },
  );
});

test('with a token, only who has it is answered; the health is open', async () => {
  const server = await start(['--engine', 'tfjs'], { env: { RNN_LAB_TOKEN: 'secret' } });
  const refused = await ask(server, '/predict', { text: 'a' });
  expect(refused).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': 'Bearer' },
    body: { code: 'no-token' },
  });
  const headers = { Authorization: 'Bearer secret' };
  expect((await ask(server, '/predict', { text: 'the rocket' }, { headers })).body.label).toBe('space');
  expect((await ask(server, '/health')).status).toBe(200);
  const taken = await sandbox.run(['serve', run.id, '--port', String(server.port)]);
  expect(taken).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('is in use') });
});

describe('a run of a series', () => {
  async function serveSeries(...args: string[]) {
    const before = new Set(sandbox.runFolders());
    expect(await sandbox.run([...args, '--epochs', '1', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
    const [folder] = sandbox.runFolders().filter((each) => !before.has(each));
    const { end, columns } = readJson<Preprocessing>(folder, 'model/preprocessing.json');
    const { stdout } = await sandbox.run(['predict', folder]);
    const expected = stdout
      .trimEnd()
      .split('\n')
      .map((line) => Number(line.split('\t')[1]));
    return { server: await start([], {}, folder), window: end!.window, columns: columns!, expected };
  }

  test('is answered values by the forecast', async () => {
    const { server, window, expected } = await serveSeries('deaths', '--model', 'rnn', '--no-holdout');
    const [values] = window;
    const forecast = { status: 200, body: { forecast: expected } };
    const answers = await Promise.all(
      [values, [0, ...values]].map((values) => ask(server, '/predict', { values })),
    );
    expect(answers).toMatchObject([forecast, forecast]);
    const refused = await ask(server, '/predict', { values: values.slice(1) });
    expect(refused).toMatchObject({ status: 400, body: { error: expect.stringContaining('>=7 items') } });
    const { body } = await ask(server, '/openapi.json');
    expect(body.components.schemas.PredictRequest.properties.values).toMatchObject({ minItems: 7 });
    expect(body.components.schemas.PredictResponse.properties.forecast).toMatchObject({ maxItems: 1 });
  });

  test('takes several columns by their names', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${2000 + i},${i % 5},${(i * i) % 7}\n`);
    writeFileSync(join(sandbox.root, 'own.csv'), `year,a,b\n${rows.join('')}`);
    const { server, window, columns, expected } = await serveSeries(
      ...['series', '--csv', 'own.csv', '--value', 'b', '--features', 'a', '--horizon', '2'],
      ...['--hidden-units', '4', '--no-holdout'],
    );
    expect(columns).toEqual(['b', 'a']);
    const [b, a] = window;
    expect((await ask(server, '/predict', { columns: { a, b } })).body).toEqual({ forecast: expected });
    const refusals = await Promise.all(
      [{ a, b: [0, ...b] }, { a }].map((columns) => ask(server, '/predict', { columns })),
    );
    expect(refusals.map(({ status, body }) => [status, body.error as string])).toEqual([
      [400, expect.stringContaining('as many values of each column')],
      [400, expect.stringContaining('columns.b is invalid')],
    ]);
  });
});

test('a text for which the model predicts NaN is refused', async () => {
  const server = await start([], {}, sandbox.diverged(run.id));
  const { status, body } = await ask(server, '/predict', { texts: ['the rocket'] });
  expect({ status, code: (body as { code: string }).code }).toEqual({ status: 422, code: 'not-finite' });
  expect((body as { error: string }).error).toMatch(/^texts\[0\]: the text gets NaN from the model/);
});

test('warns if it listens beyond this machine without a token', async () => {
  const { child, outcome } = await start(['--hostname', '0.0.0.0']);
  child.kill('SIGTERM');
  expect((await outcome).stderr).toMatch(
    /^Warning: whoever reaches http:\/\/0\.0\.0\.0:\d+ can ask it; RNN_LAB_TOKEN sets/,
  );
});
