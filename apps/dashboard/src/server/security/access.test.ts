import { isSignedIn, sessionOf } from './access';
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
