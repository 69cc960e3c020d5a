import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { argumentsOf, commandOf, kebabCase } from './flags';

test('camelCase flags become kebab-case; values stay as they are', () => {
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

test('a command has one flag per value that is set', () => {
  const values = { epochs: 2, learningRate: 0.001, limit: null, stopwords: '/a b/낱말.txt' };
  expect(commandOf('nsmc', values)).toBe(
    "npx rnn-lab nsmc --epochs 2 --learning-rate 0.001 --stopwords '/a b/낱말.txt'",
  );
});

test('a shell parses the command into the same arguments', () => {
  const text = fc.string({ unit: fc.constantFrom(...' \'"`$\\!*?~#&|;<>(){}[]=-a한\n\t') });
  fc.assert(
    fc.property(text, (path) => {
      const script = commandOf('nsmc', { path }).replace('npx rnn-lab', 'printf "%s\\0"');
      expect(argumentsOf(commandOf('nsmc', { path }))).toEqual(['npx', 'rnn-lab', 'nsmc', '--path', path]);
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(`nsmc\0--path\0${path}\0`);
    }),
    { numRuns: 50 },
  );
});
