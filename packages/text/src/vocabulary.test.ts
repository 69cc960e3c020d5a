import fc from 'fast-check';

import { UserError } from '@rnn-lab/errors';
import { Vocabulary } from './vocabulary';
import { kerasFigures } from '../test/keras-figures';

describe(`against Keras ${kerasFigures.keras}`, () => {
  const cases = kerasFigures.small.flatMap(({ texts, unseen, cases }, seed) =>
    cases.map((figures) => ({ seed, texts, unseen, ...figures })),
  );
  test.each(cases)('texts $seed, numWords $numWords', ({ texts, unseen, numWords, words, sequences }) => {
    const vocabulary = Vocabulary.fit(texts, { numWords });
    expect(vocabulary.words).toEqual(words);
    expect(vocabulary.textsToSequences(unseen)).toEqual(sequences);
  });
});

test('through JSON it is the same', () => {
  const { texts, unseen } = kerasFigures.small[0];
  const vocabulary = Vocabulary.fit(texts, { numWords: 10 });
  const restored = Vocabulary.from(JSON.parse(JSON.stringify(vocabulary)));
  expect(restored.words).toEqual(vocabulary.words);
  expect(restored.textsToSequences(unseen)).toEqual(vocabulary.textsToSequences(unseen));
});

test('every word it keeps is at least as frequent as every word it drops', () => {
  const texts = fc.array(fc.array(fc.constantFrom(...'abcdefghij', '__proto__', 'constructor')));
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 14 }), (texts, numWords) => {
      const count = (word: string) => texts.flat().filter((other) => other === word).length;
      const { words } = Vocabulary.fit(texts, { numWords });
      const dropped = [...new Set(texts.flat())].filter((word) => !words.includes(word));
      expect(words.length).toBe(Math.min(numWords - 1, words.length + dropped.length));
      const rarest = Math.min(...words.map(count));
      expect(dropped.every((word) => count(word) <= rarest)).toBe(true);
    }),
  );
});

test.each([1, 0, -3, 2.5, NaN])('numWords %p is refused', (numWords) => {
  expect(() => Vocabulary.fit([['a']], { numWords })).toThrow(
    new UserError(
      'num-words',
      `numWords must be an integer from 2 up, not ${numWords}: index 0 is for padding.`,
    ),
  );
});

test.each<[unknown, string]>([
  [null, 'must be a list of words'],
  [{ words: ['a'] }, 'must be a list of words'],
  [['a', 1], 'must be a list of words'],
  [['a', 'b', 'a'], 'repeats "a"'],
])('the JSON %j is refused', (json, part) => {
  expect(() => Vocabulary.from(json)).toThrow(UserError);
  expect(() => Vocabulary.from(json)).toThrow(part);
});
