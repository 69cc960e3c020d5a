import { hostname } from 'node:os';
import { isOwnHost, ownOrigin } from './host';

it('always accepts loopback names', () => {
  for (const configured of [undefined, '127.0.0.1', '0.0.0.0', 'lab.example']) {
    for (const host of ['localhost', 'LocalHost:3000', '127.0.0.1:1', '127.1.2.3', '[::1]:3000']) {
      expect(isOwnHost(host, configured)).toBe(true);
    }
  }
});

it('accepts the configured name only', () => {
  expect(isOwnHost('Lab.example:3000', 'lab.example')).toBe(true);
  expect(isOwnHost('lab.example', undefined)).toBe(false);
  expect(isOwnHost('evil.lab.example', 'lab.example')).toBe(false);
  expect(isOwnHost('[fe80::1]:80', 'fe80::1')).toBe(true);
  expect(isOwnHost('[fe80::2]:80', 'fe80::1')).toBe(false);
});

it('accepts every name of this machine if it listens on every address', () => {
  expect(isOwnHost(`${hostname()}:3000`, '0.0.0.0')).toBe(true);
  expect(isOwnHost(`${hostname()}:3000`, '127.0.0.1')).toBe(false);
  expect(isOwnHost('rebound.example:3000', '0.0.0.0')).toBe(false);
  expect(isOwnHost('0.0.0.0:3000', '0.0.0.0')).toBe(false);
});

it('refuses anything that only looks like a name', () => {
  const strange = [null, '', 'localhost.evil.example', '127.0.0.1.evil.example', 'localhost@evil.example'];
  for (const host of [
    ...strange,
    'evil.example/localhost',
    'evil.example#localhost',
    'localhost evil',
    'a:b:c',
  ]) {
    expect(isOwnHost(host, '127.0.0.1')).toBe(false);
  }
});

it.each([
  ['127.0.0.1', 'http://127.0.0.1:3000'],
  ['0.0.0.0', 'http://localhost:3000'],
  ['[::]', 'http://localhost:3000'],
  ['::1', 'http://[::1]:3000'],
])('reaches itself if it listens on %s', (hostname, origin) => {
  expect(ownOrigin(hostname, '3000')).toBe(origin);
});
