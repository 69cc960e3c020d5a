import fc from 'fast-check';

import { WordIndex } from './word-index';

const WORDS = ['the', "don't", 'film', '__proto__'];
const withNumWords = (numWords: number) =>
  new WordIndex(WORDS, { numWords, indexFrom: 3, startIndex: 1, oovIndex: 2 });
const whole = withNumWords(100);
const small = withNumWords(6);

test('encodes a text with the ids of Keras', () => {
  expect(whole.textToSequence("The FILM,the\tfilm!<br />Don't (film) unheard")).toEqual([
    1, 4, 6, 4, 6, 5, 6,
  ]);
  expect(small.textToSequence('the film')).toEqual([1, 4, 2]);
  expect(small.textToSequence('')).toEqual([1]);
});

test('decodes ids to words', () => {
  const sequence = Int32Array.of(0, 0, 1, 4, 6, 2, 3, 99);
  expect(whole.tokens(sequence)).toEqual(['[START]', 'the', 'film', null, null, null]);
  expect(whole.decode(sequence)).toBe('[START] the film [OOV] [OOV] [OOV]');
});

test('explains a text word by word', () => {
  expect(small.explain('The film, unheard FILM')).toEqual([
    { surface: 'The', word: 'the', index: 4 },
    { surface: 'film', word: 'film', index: 2 },
    { surface: 'unheard', word: 'unheard', index: null },
    { surface: 'FILM', word: 'film', index: 2 },
  ]);
});

test('encodes a decoded review as the same ids', () => {
  const sequence = [1, 4, 2, 5, 2, 2, 4];
  expect(small.textToSequence(whole.decode(sequence))).toEqual(sequence);
});

test('decodes an encoded text', () => {
  const words = fc.array(fc.constantFrom(...WORDS.filter((word) => !word.includes('_'))));
  fc.assert(
    fc.property(words, (words) => {
      expect(whole.tokens(whole.textToSequence(words.join(' ')))).toEqual(['[START]', ...words]);
    }),
  );
});

test('splits at every kind of line end', () => {
  const index = new WordIndex(['good', 'movie'], { numWords: 10, indexFrom: 3, startIndex: 1, oovIndex: 2 });
  expect(index.textToSequence('Good\r\nmovie\rgood\nmovie')).toEqual([1, 4, 5, 4, 5]);
});
