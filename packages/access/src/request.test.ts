import { hasToken, isSameOrigin } from './request';

it('accepts the token as a bearer, in any script', () => {
  const header = (text: string) => Buffer.from(`Bearer ${text}`).toString('latin1');
  expect(hasToken(null, 'a')).toBe(false);
  expect(hasToken(header('열쇠 secret'), '열쇠 secret')).toBe(true);
  expect(hasToken(header('other'), '열쇠 secret')).toBe(false);
  expect(hasToken('Basic a', 'a')).toBe(false);
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
