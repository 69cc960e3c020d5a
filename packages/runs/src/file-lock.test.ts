import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryLock } from './file-lock';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-lock-'));
const file = join(folder, 'lock');
const descriptor = openSync(file, 'w+');

afterAll(() => {
  closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

/** `tryLock` where the package that locks can't be required for this reason. */
function lockWithout(code: string): boolean | null {
  jest.resetModules();
  jest.doMock('fs-native-extensions', () => {
    throw Object.assign(new Error(`no locks: ${code}`), { code });
  });
  const lock = (require('./file-lock') as { tryLock: typeof tryLock }).tryLock(descriptor, 'exclusive');
  jest.dontMock('fs-native-extensions');
  return lock;
}

it('excludes others until the file is closed', () => {
  const other = openSync(file, 'r+');
  expect(tryLock(other, 'exclusive')).toBe(true);
  expect(tryLock(descriptor, 'exclusive')).toBe(false);
  expect(tryLock(descriptor, 'shared')).toBe(false);
  closeSync(other);
  expect(tryLock(descriptor, 'exclusive')).toBe(true);
});

it.each(['ADDON_NOT_FOUND', 'CANNOT_LOAD'])('has no locks on a platform without a binary: %s', (code) => {
  expect(lockWithout(code)).toBeNull();
});

it('throws if the package is missing', () => {
  expect(() => lockWithout('MODULE_NOT_FOUND')).toThrow('no locks: MODULE_NOT_FOUND');
});
