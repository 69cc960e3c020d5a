import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { makeRun } from '#testing/runs';
import { rawRequest } from './http';
import { Workbench } from './workbench';

const bench = new Workbench();
const SECRET = 'nobody may read this';
let address: string;
let id: string;

beforeAll(async () => {
  const { directory, id: made } = await makeRun(bench.runs);
  id = made;
  // Not among the runs: next to the runs folder, in a hidden folder, and behind links in a run's folder.
  const hidden = ['../outside', '.hidden'].map((name) => join(bench.runs, name));
  const run = JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8'));
  for (const folder of hidden) {
    mkdirSync(join(folder, 'model'), { recursive: true });
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...run, command: SECRET }));
    writeFileSync(join(folder, 'annotations.json'), JSON.stringify({ notes: SECRET }));
    writeFileSync(join(folder, 'model/model.json'), JSON.stringify(SECRET));
  }
  const { directory: linking } = await makeRun(bench.runs);
  for (const name of ['run.json', 'annotations.json', 'model']) {
    rmSync(join(linking, name), { recursive: true });
    symlinkSync(join(hidden[0], name), join(linking, name));
  }
  renameSync(linking, join(bench.runs, 'linking'));
  address = await bench.serve();
});
afterAll(() => bench.close());

describe('the Host header', () => {
  it.each(['evil.example', 'localhost.evil.example:3000', 'localhost@evil.example', '0.0.0.0'])(
    'is refused: %j',
    async (host) => {
      for (const path of ['/', '/api/v1/runs', '/icon.svg', '/_next/static/x.js', '/sign-in']) {
        expect(await rawRequest(address, path, { headers: { host } })).toMatchObject({ status: 403 });
      }
    },
  );

  it.each(['localhost:1', '127.0.0.1', '[::1]:3000'])('may be %s', async (host) => {
    expect(await rawRequest(address, '/api/v1/runs', { headers: { host } })).toMatchObject({ status: 200 });
  });
});

describe('a change', () => {
  const changes = () => [
    ['PATCH', `/api/v1/runs/${id}`],
    ['DELETE', `/api/v1/runs/${id}`],
    ['POST', `/api/v1/trash/${id}/restore`],
    ['DELETE', '/api/v1/trash'],
    ['PUT', '/api/v1/pins'],
    ['DELETE', '/api/v1/pins?experiment=nsmc'],
    ['PUT', '/api/v1/views'],
    ['DELETE', '/api/v1/views?name=mine'],
    ['POST', '/api/v1/session'],
  ];
  it.each([
    [{ origin: 'http://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('is refused from %j', async (headers) => {
    const before = readdirSync(bench.runs, { recursive: true });
    for (const [method, path] of changes()) {
      expect(await rawRequest(address, path, { method, headers })).toMatchObject({ status: 403 });
    }
    expect(readdirSync(bench.runs, { recursive: true })).toEqual(before);
  });

  it('is accepted from the dashboard’s own pages', async () => {
    const response = await fetch(`${address}/api/v1/runs/${id}`, {
      method: 'PATCH',
      body: '{"notes":"mine"}',
      headers: { origin: address, 'sec-fetch-site': 'same-origin' },
    });
    expect(response.status).toBe(200);
  });
});

describe('a path', () => {
  const piece = fc.constantFrom(
    ...['..', '.', '%2e%2e', '%2E.', '..%2f', '%2f', '%5c', '..%5c', '%00', '%252e%252e', '/', '//', ''],
    ...[
      'outside',
      '.hidden',
      'linking',
      'run.json',
      'annotations.json',
      'model',
      'model.json',
      '.trash',
      'none',
    ],
  );
  const rest = fc.constantFrom('', '/metrics', '/series', '/model', '/model/model.json', '/preprocessing');

  it.each(['/runs/%E0%A4%A', '/runs/%E0%A4%A/playground', '/api/v1/runs/%E0%A4%A', '/%'])(
    'that can’t be decoded isn’t found: %s',
    async (path) => {
      const response = await fetch(address + path);
      expect(response.status).toBe(404);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('content-security-policy')).toContain("default-src '");
    },
  );

  it('never leads out of the runs folder', async () => {
    const before = readdirSync(bench.root, { recursive: true }).filter(
      (name) => !String(name).startsWith('cache'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '/api/v1/runs/',
          '/api/v1/trash/',
          '/runs/',
          `/api/v1/runs/${id}/model/`,
          '/_next/static/',
        ),
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        rest,
        fc.constantFrom('GET', 'PATCH', 'DELETE', 'POST'),
        async (start, pieces, end, method) => {
          const path = start + pieces.join('') + end;
          // These may be the runs themselves, which may be changed.
          fc.pre(method === 'GET' || !(path.includes(id) || path.includes('linking')));
          const { text } = await rawRequest(address, path, { method });
          expect(text).not.toContain(SECRET);
          expect(text).not.toContain('root:');
        },
      ),
      { numRuns: 500 },
    );
    const after = readdirSync(bench.root, { recursive: true }).filter(
      (name) => !String(name).startsWith('cache'),
    );
    expect(after).toEqual(before);
  });
});

describe('the content security policy', () => {
  const policyOf = async (path: string) =>
    (await fetch(`${address}${path}`)).headers.get('content-security-policy') ?? '';

  it('allows only scripts with a nonce of the response', async () => {
    const response = await fetch(address);
    const policy = response.headers.get('content-security-policy') ?? '';
    const [, nonce] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(policy).toContain(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic';`);
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(await policyOf('/')).not.toContain(nonce);
  });

  it('allows WebAssembly in the playground only', async () => {
    expect(await policyOf(`/runs/${id}/playground`)).toContain("'strict-dynamic' 'wasm-unsafe-eval';");
    for (const path of ['/', `/runs/${id}`, '/compare', '/trash', '/runs/playground', '/playground']) {
      expect(await policyOf(path)).not.toContain('unsafe-eval');
    }
    expect(await policyOf('/api/v1/runs')).toBe("default-src 'none'");
  });

  it('comes with headers against content sniffing and use by other origins', async () => {
    for (const path of ['/', '/api/v1/runs', `/api/v1/runs/${id}/model/weights.bin`]) {
      const { headers } = await fetch(`${address}${path}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('with a token', () => {
  const token = '열쇠 and key';
  let locked: string;
  beforeAll(async () => {
    locked = await bench.serve({ RNN_LAB_TOKEN: token });
  });
  const bearer = (text: string) => ({ authorization: `Bearer ${Buffer.from(text).toString('latin1')}` });
  const signIn = (given: string, next: string) =>
    fetch(`${locked}/api/v1/session`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ token: given, next }),
    });

  it('requires it from everybody', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/runs'],
      ['GET', '/api/v1/events'],
      ['GET', '/api/v1/openapi.json'],
      ['GET', `/api/v1/runs/${id}/model/weights.bin`],
      ['PATCH', `/api/v1/runs/${id}`],
      ['DELETE', `/api/v1/runs/${id}`],
    ]) {
      expect(await rawRequest(locked, path, { method })).toMatchObject({ status: 401 });
      expect(await rawRequest(locked, path, { method, headers: bearer('wrong') })).toMatchObject({
        status: 401,
      });
    }
    for (const path of ['/', `/runs/${id}?x=1`, '/compare']) {
      const response = await fetch(`${locked}${path}`, { redirect: 'manual' });
      expect(response.status).toBe(303);
      const { pathname, searchParams } = new URL(response.headers.get('location') ?? '', locked);
      expect([pathname, searchParams.get('next')]).toEqual(['/sign-in', path]);
    }
    expect((await fetch(`${locked}/sign-in`)).status).toBe(200);
  });

  it('accepts requests that send it', async () => {
    expect((await fetch(`${locked}/api/v1/runs`, { headers: bearer(token) })).status).toBe(200);
  });

  it('accepts the cookie of a sign-in, which isn’t the token', async () => {
    const wrong = await signIn('wrong', '/');
    expect(wrong.headers.get('set-cookie')).toBeNull();
    expect(wrong.headers.get('location')).toContain('/sign-in?');
    const response = await signIn(token, '/compare?runs=1');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/compare?runs=1']);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^rnn-lab-session=[0-9a-f]{64}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const [session] = cookie.split(';');
    expect((await fetch(`${locked}/api/v1/runs`, { headers: { cookie: session } })).status).toBe(200);
    const forged = session.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect((await fetch(`${locked}/api/v1/runs`, { headers: { cookie: forged } })).status).toBe(401);
    expect((await signIn(token, '//evil.example')).headers.get('location')).toBe('/');
  });
});
