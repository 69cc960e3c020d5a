import { argumentsOf, commandOf } from './flags/flags';
import { dataFolder, displayPath, runsFolder } from './folders';
import type * as NodePath from 'node:path';

jest.mock('node:path', () => jest.requireActual<typeof NodePath>('node:path').win32);

beforeEach(() => {
  jest.spyOn(process, 'cwd').mockReturnValue('C:\\lab');
  jest.replaceProperty(process, 'env', { ...process.env, INIT_CWD: 'C:\\lab\\a', RNN_LAB_DATA: 'D:\\data' });
});

afterEach(() => jest.restoreAllMocks());

test('the runs folder and the data folder', () => {
  expect(runsFolder('my runs')).toBe('C:\\lab\\a\\my runs');
  expect(dataFolder(null)).toBe('D:\\data');
});

test.each([
  ['inside the folder where the command was typed', 'C:\\lab\\a\\runs\\x', 'runs\\x'],
  ['outside', 'C:\\lab\\runs\\x', 'C:\\lab\\runs\\x'],
  ['on another drive', 'D:\\runs\\x', 'D:\\runs\\x'],
])('a path as the user would type it: %s', (_, path, expected) => {
  expect(displayPath(path)).toBe(expected);
});

test.each(['C:\\data\\reviews.csv', 'D:\\my data\\*.csv', '\\\\server\\share\\a b.csv', 'C:\\'])(
  'a command that names %s is read back unchanged',
  (train) => {
    expect(argumentsOf(commandOf('text', { train })).slice(3)).toEqual(['--train', train]);
  },
);
