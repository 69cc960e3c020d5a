import { folderTypedIn, runsFolder } from './folder';

describe('the folder in which a command was typed', () => {
  test.each([
    ['without npm: the working folder', undefined, '/lab'],
    ['under npx, which changes to the package’s root: INIT_CWD', '/lab/a/b', '/lab/a/b'],
    ['started by a program that changed its folder: the working folder', '/', '/lab'],
    ['started in another package: the working folder', '/elsewhere', '/lab'],
  ])('%s', (_, initCwd, expected) => {
    expect(folderTypedIn('/lab', initCwd)).toBe(expected);
  });
});

describe('the runs folder', () => {
  test.each([
    ['nothing given', undefined, '/lab/runs'],
    ['an empty variable', '', '/lab/runs'],
    ['a relative path', 'my/runs', '/lab/a/my/runs'],
    ['an absolute path', '/data/runs', '/data/runs'],
  ])('%s', (_, given, expected) => {
    expect(runsFolder(given, '/lab/a', '/lab')).toBe(expected);
  });
});
