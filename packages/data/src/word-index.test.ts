import fc from 'fast-check';

import { DataError } from './errors';
import { WordIndex } from './word-index';

const FILE = 'imdb/imdb_word_index.json';
const parse = (json: string) => WordIndex.parse(Buffer.from(json), FILE);
const index = parse('{"film": 3, "the": 1, "don\'t": 2, "__proto__": 4}');

test('the words by rank', () => {
  expect(index.words).toEqual(['the', "don't", 'film', '__proto__']);
});

test('from text to indices as Keras numbers them', () => {
  expect(index.textToSequence("The FILM,the\tfilm!<br />Don't (film) unheard", 100)).toEqual([
    1, 4, 6, 4, 6, 5, 6,
  ]);
  expect(index.textToSequence('the film', 6)).toEqual([1, 4, 2]);
  expect(index.textToSequence('', 6)).toEqual([1]);
});

test('from indices to words', () => {
  const sequence = Int32Array.of(0, 0, 1, 4, 6, 2, 3, 99);
  expect(index.tokens(sequence)).toEqual(['[START]', 'the', 'film', null, null, null]);
  expect(index.decode(sequence)).toBe('[START] the film [OOV] [OOV] [OOV]');
});

test('word by word', () => {
  expect(index.explain('The film, unheard FILM', 6)).toEqual([
    { surface: 'The', word: 'the', index: 4 },
    { surface: 'film', word: 'film', index: 2 },
    { surface: 'unheard', word: 'unheard', index: null },
    { surface: 'FILM', word: 'film', index: 2 },
  ]);
});

test('a decoded review gives its own indices again', () => {
  const sequence = [1, 4, 2, 5, 2, 2, 4];
  expect(index.textToSequence(index.decode(sequence), 6)).toEqual(sequence);
});

test('there and back', () => {
  const words = fc.array(fc.constantFrom(...index.words.filter((word) => !word.includes('_'))));
  fc.assert(
    fc.property(words, (words) => {
      expect(index.tokens(index.textToSequence(words.join(' '), 100))).toEqual(['[START]', ...words]);
    }),
  );
});

describe('says where and what is wrong:', () => {
  test.each([
    ['no JSON', '<!doctype html>', 'it is not JSON (Unexpected token'],
    ['half of it', '{"the": 1, "a"', 'it is not JSON ('],
    ['a list', '["the"]', 'it must be an object that gives the rank of each word'],
    ['null', 'null', 'it must be an object'],
    ['no words', '{}', 'it has no words'],
    ['text for a rank', '{"the": "1"}', 'the rank of "the" is "1", and must be from 1 to 1, each once'],
    ['a rank of 0', '{"the": 0, "a": 1}', 'the rank of "the" is 0, and must be from 1 to 2'],
    ['a gap', '{"the": 1, "a": 3}', 'the rank of "a" is 3, and must be from 1 to 2'],
    ['a rank twice', '{"the": 1, "a": 1}', 'the rank of "a" is 1, and must be from 1 to 2'],
  ])('%s', (_, json, part) => {
    expect(() => parse(json)).toThrow(DataError);
    expect(() => parse(json)).toThrow(`${FILE}: ${part}`);
  });
});

test('no JSON whatever makes anything but words or a DataError', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      try {
        expect(parse(json).words.every((word) => typeof word === 'string')).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(DataError);
      }
    }),
  );
});
