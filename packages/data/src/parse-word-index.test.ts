import fc from 'fast-check';

import { DataError } from './errors';
import { parseWordIndex } from './parse-word-index';

const FILE = 'imdb/imdb_word_index.json';
const parse = (json: string) => parseWordIndex(Buffer.from(json), FILE);

test('returns the words by rank', () => {
  expect(parse('{"film": 3, "the": 1, "don\'t": 2, "__proto__": 4}')).toEqual([
    'the',
    "don't",
    'film',
    '__proto__',
  ]);
});

describe('refuses, and says where and why:', () => {
  test.each([
    ['HTML', '<!doctype html>', 'it is not JSON (Unexpected token'],
    ['half a file', '{"the": 1, "a"', 'it is not JSON ('],
    ['a list', '["the"]', 'it must be an object from word to rank'],
    ['null', 'null', 'it must be an object'],
    ['no words', '{}', 'it has no words'],
    [
      'a string as rank',
      '{"the": "1"}',
      'the rank of "the" is "1", but ranks must be the numbers from 1 to 1, each once',
    ],
    [
      'a rank of 0',
      '{"the": 0, "a": 1}',
      'the rank of "the" is 0, but ranks must be the numbers from 1 to 2',
    ],
    [
      '100,000 levels',
      `{"the": ${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
      'the rank of "the" is an array, but ranks must be the numbers from 1 to 1, each once',
    ],
    [
      '100,000 levels of objects',
      `{"the": ${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}`,
      'the rank of "the" is an object, but ranks must be',
    ],
    ['a gap', '{"the": 1, "a": 3}', 'the rank of "a" is 3, but ranks must be the numbers from 1 to 2'],
    ['a rank twice', '{"the": 1, "a": 1}', 'the rank of "a" is 1, but ranks must be the numbers from 1 to 2'],
  ])('%s', (_, json, part) => {
    expect(() => parse(json)).toThrow(DataError);
    expect(() => parse(json)).toThrow(`${FILE}: ${part}`);
  });

  test('an empty file', () => {
    expect(() => parse('')).toThrow(DataError);
    expect(() => parse('')).toThrow(
      `${FILE} is empty: correct it, or remove the file to have it downloaded.`,
    );
  });
});

test('reads or refuses any JSON', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      try {
        expect(parse(json).every((word) => typeof word === 'string')).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
      }
    }),
  );
});
