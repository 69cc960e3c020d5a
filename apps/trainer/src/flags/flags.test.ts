import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { commandOf, kebabCase } from './flags';

test('camelCase flags are kebab-case ones; values are left alone', () => {
  expect(kebabCase(['--batchSize', '3', '--lstmUnits=8', '--epochs', 'aB', '-aB', '--notes=--aB'])).toEqual([
    '--batch-size',
    '3',
    '--lstm-units=8',
    '--epochs',
    'aB',
    '-aB',
    '--notes=--aB',
  ]);
});

test('a command has a flag for each value that is set', () => {
  const values = { epochs: 2, learningRate: 0.001, limit: null, stopwords: '/a b/낱말.txt' };
  expect(commandOf('nsmc', values)).toBe(
    "npx rnn-lab nsmc --epochs 2 --learning-rate 0.001 --stopwords '/a b/낱말.txt'",
  );
});

test('a shell reads a command as the words it was made of', () => {
  const word = fc.string({ unit: fc.constantFrom(...' \'"`$\\!*?~#&|;<>(){}[]=-a한\n\t') });
  fc.assert(
    fc.property(word, (path) => {
      const words = commandOf('nsmc', { path }).replace('npx rnn-lab', 'printf "%s\\0"');
      expect(execFileSync('sh', ['-c', words], { encoding: 'utf8' })).toBe(`nsmc\0--path\0${path}\0`);
    }),
    { numRuns: 50 },
  );
});
