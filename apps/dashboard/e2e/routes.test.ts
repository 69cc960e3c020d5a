import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiError } from '#api/errors';
import { makeRun } from '#testing/runs';
import { rawRequest } from './http';
import { METHODS, parametersOf, pathOf, routes } from './routes';
import { Workbench } from './workbench';
import type { Route } from './routes';

const TOKEN = 'the right token';
const SECRET = 'nobody may read this';
const TOO_MUCH = Buffer.alloc(2 ** 21, 'a');
/** More than Next.js passes on of a body: see next.config.ts. */
const FAR_TOO_MUCH = Buffer.alloc(12 * 2 ** 20, 'a');

const table = routes.map((route) => [`${route.method} ${route.path}`, route] as const);

const bench = new Workbench();
let address: string;
let locked: string;
let id: string;

beforeAll(async () => {
  id = (await makeRun(bench.runs)).id;
  for (const folder of ['../outside', '.hidden']) {
    mkdirSync(join(bench.runs, folder, 'model'), { recursive: true });
    for (const file of ['run.json', 'annotations.json', 'metrics.jsonl', 'model/model.json']) {
      writeFileSync(join(bench.runs, folder, file), JSON.stringify({ notes: SECRET }));
    }
  }
  address = await bench.serve();
  locked = await bench.serve({ RNN_LAB_TOKEN: TOKEN });
});
afterAll(() => bench.close());

/** The path to the run, or to another one. */
function pathTo(route: Route, run = id): string {
  return pathOf(route, valuesFor(run));
}

const valuesFor = (run: string) => ({
  id: run,
  other: run,
  split: 'test',
  member: 'lstm',
  file: 'model.json',
});

/** The paths with one parameter replaced each, or followed by the value if there is no parameter. */
function pathsWith(route: Route, value: string): string[] {
  const parameters = parametersOf(route);
  if (parameters.length === 0) return [`${pathTo(route)}/${value}`];
  return parameters.map((name) => pathOf(route, { ...valuesFor(id), [name]: value }));
}

function files(): string[] {
  return readdirSync(bench.root, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('cache'))
    .sort();
}

function expectError(answer: { status: number; text: string }, statuses: number[]): void {
  expect(statuses).toContain(answer.status);
  expect(apiError.safeParse(JSON.parse(answer.text)).error).toBeUndefined();
}

it('is every route', () => {
  expect(routes.length).toBeGreaterThan(20);
});

it('has no path with a parameter that is not attacked', () => {
  const [member] = routes.filter(({ path }) => path.includes('{member}'));
  expect(() => pathOf(member, { id, file: 'model.json' })).toThrow('The parameter member of ');
  expect(pathsWith(member, 'x')).toEqual([
    '/api/v1/runs/x/model/members/lstm/model.json',
    `/api/v1/runs/${id}/model/members/x/model.json`,
    `/api/v1/runs/${id}/model/members/lstm/x`,
  ]);
});

describe.each(table)('%s', (_, route) => {
  const { method } = route;

  it('leads out of the runs folder by no path', async () => {
    const before = files();
    const values = [
      ...['..%2foutside', '%2e%2e%2foutside', '..%5coutside', '..%252foutside', '.hidden', '%2e%68idden'],
      ...['..%2f..%2f..%2fetc%2fpasswd', '%2fetc%2fpasswd', '%00', `${id}%00`, `${id}%2f..%2f..%2foutside`],
      // From a member's folder.
      '..%2f..%2f..%2f..%2foutside%2fmodel',
      'a'.repeat(5_000),
    ];
    for (const path of values.flatMap((value) => pathsWith(route, value))) {
      const answer = await rawRequest(address, path, { method });
      // A stream of several runs, or the model's input, may be refused for its form first.
      if (answer.headers['content-type'] !== 'text/event-stream') expectError(answer, [400, 404]);
      expect(answer.text).not.toContain(SECRET);
      expect(answer.text).not.toContain('root:');
    }
    expect(files()).toEqual(before);
  });

  it('has no other method', async () => {
    const before = files();
    const documented = routes.filter(({ path }) => path === route.path).map((other) => other.method);
    for (const other of [...METHODS, 'TRACE', 'PROPFIND', 'MKCOL', 'SEARCH', 'PURGE', 'LOCK']) {
      if (documented.includes(other)) continue;
      const answer = await rawRequest(address, pathTo(route), { method: other });
      expect([other, answer.status]).toEqual([other, 405]);
      expect(answer.text).not.toMatch(/\bat .*\.js|Internal Server Error/);
    }
    expect(files()).toEqual(before);
  });

  it('survives odd encodings of path, query, headers and body', async () => {
    for (const path of [
      ...['%', '%E0%A4%A', '%ff', '%C0%AE%C0%AE', '%u0041', '%ed%a0%80'].flatMap((value) =>
        pathsWith(route, value),
      ),
      ...['%', 'q=%ff', 'q=%00', 'limit=%31e9', '__proto__=1', 'runs=%ff@0-0', 'metric[]=x', 'a=1&a=2'].map(
        (query) => `${pathTo(route, 'none')}?${query}`,
      ),
    ]) {
      const { status } = await rawRequest(address, path, { method });
      expect([path, status < 500]).toEqual([path, true]);
    }
    const path = pathTo(route, 'none');
    for (const headers of [
      { 'last-event-id': 'ÿ-ÿ', cookie: 'rnn-lab-session=%ff; =;;' },
      { 'content-type': 'multipart/form-data' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'accept-language': 'ÿ;q=x', 'accept-encoding': 'x' },
    ]) {
      for (const body of [Buffer.of(0xc0, 0xe7, 0xff), Buffer.from('{"text":"\\ud800"}', 'utf16le')]) {
        const { status } = await rawRequest(address, path, { method, headers, body });
        expect([headers, status < 500]).toEqual([headers, true]);
      }
    }
  });

  it('takes no body that is too large', async () => {
    const path = pathTo(route, route.hasBody ? id : 'none');
    const plain = await rawRequest(address, path, { method });
    const chunked = { 'transfer-encoding': 'chunked' };
    for (const [body, headers] of [
      [TOO_MUCH, { 'content-length': String(TOO_MUCH.length) }],
      [TOO_MUCH, chunked],
      [FAR_TOO_MUCH, chunked],
    ] as const) {
      const answer = await rawRequest(address, path, { method, headers, body });
      if (route.hasBody) expectError(answer, [413]);
      else expect(answer.status).toBe(plain.status);
    }
  });

  it('requires the token, unless it is open', async () => {
    const before = files();
    const statuses = [];
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: TOKEN },
      { authorization: `Basic ${Buffer.from(`:${TOKEN}`).toString('base64')}` },
      { authorization: `Bearer ${TOKEN} x` },
      { cookie: `rnn-lab-session=${TOKEN}` },
      { cookie: `rnn-lab-session=${'0'.repeat(64)}` },
    ]) {
      const answer = await rawRequest(locked, pathTo(route), { method, headers });
      statuses.push(answer.status);
      if (!route.isOpen) expectError(answer, [401]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    if (route.isOpen) expect(statuses).not.toContain(401);
    expect(files()).toEqual(before);
    const path = pathTo(route, 'none');
    const { status } = await rawRequest(locked, path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(status).not.toBe(401);
  });

  it('changes nothing for a page of another origin, and lets it read nothing', async () => {
    const before = files();
    const own = await rawRequest(address, pathTo(route), { method: 'GET' });
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: address, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await rawRequest(address, pathTo(route), { method, headers });
      if (method === 'GET') {
        expect(answer.status).toBe(own.status);
        // For whoever asks: this run has no embedding and no members, and a comparison names no run.
        if (!/\/embedding|\/members\/|\/comparison\/summary/.test(route.path))
          expect(answer.status).toBeLessThan(400);
      } else expectError(answer, [403]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    }
    expect(files()).toEqual(before);
  });

  it('answers to no other host', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '0.0.0.0']) {
      const { status } = await rawRequest(address, pathTo(route), { method, headers: { host } });
      expect([host, status]).toEqual([host, 403]);
    }
  });
});
