import { findRunDirectory } from './directories';
import { folderTypedIn, runsFolder } from './folder';
import type * as NodePath from 'node:path';

jest.mock('node:path', () => jest.requireActual<typeof NodePath>('node:path').win32);

test.each([
  ['in a folder of the workspace', 'C:\\lab\\a\\b', 'C:\\lab\\a\\b'],
  ['with another spelling of the drive', 'c:\\LAB\\a', 'c:\\LAB\\a'],
  ['in another folder', 'C:\\elsewhere', 'C:\\lab'],
  ['on another drive', 'D:\\lab\\a', 'C:\\lab'],
  ['on a network share', '\\\\server\\lab\\a', 'C:\\lab'],
])('a command typed %s starts relative paths there if it is inside', (_, initCwd, expected) => {
  expect(folderTypedIn('C:\\lab', initCwd)).toBe(expected);
});

test.each([
  ['nothing given', undefined, 'C:\\lab\\runs'],
  ['a path with slashes', 'my/runs', 'C:\\lab\\a\\my\\runs'],
  ['a path with backslashes', 'my\\runs', 'C:\\lab\\a\\my\\runs'],
  ['a path on another drive', 'D:\\runs', 'D:\\runs'],
  ['a network share', '\\\\server\\share\\runs', '\\\\server\\share\\runs'],
])('the runs folder, %s', (_, given, expected) => {
  expect(runsFolder(given, 'C:\\lab\\a', 'C:\\lab')).toBe(expected);
});

test.each(['a\\b', '..\\runs', 'C:run', 'C:\\runs\\a', '\\\\server\\share'])(
  'an id that is a path on Windows is not a run: %s',
  async (id) => {
    expect(await findRunDirectory('C:\\lab\\runs', id)).toBeNull();
  },
);
