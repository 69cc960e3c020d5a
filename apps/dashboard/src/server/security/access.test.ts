import { isSameOrigin, isSignedIn, sessionOf } from './access';
import { localPath } from './local-path';

it('accepts the token, or the cookie made from it', () => {
  const nobody = { authorization: null, session: undefined };
  const token = '열쇠 secret';
  const header = (text: string) => Buffer.from(`Bearer ${text}`).toString('latin1');
  expect(isSignedIn(token, nobody)).toBe(false);
  expect(isSignedIn(token, { ...nobody, authorization: header(token) })).toBe(true);
  expect(isSignedIn(token, { ...nobody, authorization: header('other') })).toBe(false);
  expect(isSignedIn(token, { ...nobody, authorization: `Basic ${token}` })).toBe(false);
  expect(isSignedIn(token, { ...nobody, session: sessionOf(token) })).toBe(true);
  expect(isSignedIn(token, { ...nobody, session: token })).toBe(false);
  expect(isSignedIn('another', { ...nobody, session: sessionOf(token) })).toBe(false);
  expect(sessionOf(token)).not.toContain('secret');
});

it('accepts changes from its own pages, and from programs that aren’t browsers', () => {
  const host = '127.0.0.1:3000';
  const asks = (headers: Record<string, string>) => isSameOrigin(new Headers({ host, ...headers }));
  expect(asks({})).toBe(true);
  expect(asks({ origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBe(true);
  expect(asks({ origin: 'http://127.0.0.1:4000' })).toBe(false);
  expect(asks({ origin: 'null' })).toBe(false);
  expect(asks({ origin: `http://${host}`, 'sec-fetch-site': 'same-site' })).toBe(false);
  expect(asks({ 'sec-fetch-site': 'cross-site' })).toBe(false);
});

it('redirects to no other server after signing in', () => {
  expect(localPath('/runs/a?x=1')).toBe('/runs/a?x=1');
  for (const text of [
    '',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/a/../\\evil.example',
    '/%2e//evil.example',
    '/\t/evil.example',
    'http://evil.example',
    'javascript:alert(1)',
    'runs',
  ])
    expect(localPath(text)).toBe('/');
});
