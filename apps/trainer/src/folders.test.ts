import { join } from 'node:path';
import { absolutePath } from './folders';

describe('a path counts from where the command was typed', () => {
  const { INIT_CWD } = process.env;
  const here = process.cwd();

  afterEach(() => {
    if (INIT_CWD === undefined) delete process.env.INIT_CWD;
    else process.env.INIT_CWD = INIT_CWD;
  });

  test.each([
    ['outside npm: the working folder', undefined, here],
    [
      'under npx, which goes to the root of the package: where it was typed',
      join(here, 'a/b'),
      join(here, 'a/b'),
    ],
    ['started by a program that went elsewhere: the working folder', join(here, '..'), here],
    ['started in another package: the working folder', '/elsewhere', here],
  ])('%s', (_, typed, from) => {
    if (typed === undefined) delete process.env.INIT_CWD;
    else process.env.INIT_CWD = typed;
    expect(absolutePath('data/x.txt')).toBe(join(from, 'data/x.txt'));
    expect(absolutePath('/data')).toBe('/data');
  });
});
