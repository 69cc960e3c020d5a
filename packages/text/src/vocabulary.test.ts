import { UserError } from '@rnn-lab/errors';
import { toTokenTable } from '@rnn-lab/text-ko';
import fc from 'fast-check';
import { kerasFigures } from '../test/keras-figures';
import { padSequences } from './pad-sequences';
import { Vocabulary } from './vocabulary';

describe(`against Keras ${kerasFigures.keras}`, () => {
  const cases = kerasFigures.small.flatMap(({ texts, unseen, cases }, seed) =>
    cases.map((figures) => ({ seed, texts, unseen, ...figures })),
  );
  test.each(cases)(
    'texts $seed, numWords $numWords',
    ({ texts, unseen, numWords, words, sequences, padded }) => {
      const vocabulary = Vocabulary.fit(toTokenTable(texts), { numWords });
      expect(vocabulary.words).toEqual(words);
      const table = toTokenTable(unseen);
      for (const matrix of padded) {
        const { data, shape } = vocabulary.encode(table, matrix[0].length);
        expect(shape).toEqual([matrix.length, matrix[0].length]);
        expect([...data]).toEqual(matrix.flat());
      }
      const longest = Math.max(...unseen.map(({ length }) => length));
      const { coverage, ...rows } = vocabulary.encode(table, longest);
      expect(rows).toEqual(padSequences(sequences, longest));
      const known = sequences.reduce((sum, { length }) => sum + length, 0);
      expect(coverage).toMatchObject({ tokens: table.ids.length, unknown: table.ids.length - known, cut: 0 });
    },
  );
});

test('encodes in the same way after it was restored from its words', () => {
  const { texts, unseen } = kerasFigures.small[0];
  const vocabulary = Vocabulary.fit(toTokenTable(texts), { numWords: 10 });
  const restored = Vocabulary.from(JSON.parse(JSON.stringify(vocabulary.words)));
  expect(restored.words).toEqual(vocabulary.words);
  const table = toTokenTable(unseen);
  expect(restored.encode(table, 8)).toEqual(vocabulary.encode(table, 8));
});

test('decodes without the padding', () => {
  const vocabulary = Vocabulary.from(['영화', '재미']);
  expect(vocabulary.decode(Int32Array.of(0, 0, 2, 1))).toEqual(['재미', '영화']);
});

test('keeps the most frequent words', () => {
  const texts = fc.array(fc.array(fc.constantFrom(...'abcdefghij', '__proto__', 'constructor')));
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 14 }), (texts, numWords) => {
      const count = (word: string) => texts.flat().filter((other) => other === word).length;
      const { words } = Vocabulary.fit(toTokenTable(texts), { numWords });
      const dropped = [...new Set(texts.flat())].filter((word) => !words.includes(word));
      expect(words.length).toBe(Math.min(numWords - 1, words.length + dropped.length));
      const rarest = Math.min(...words.map(count));
      expect(dropped.every((word) => count(word) <= rarest)).toBe(true);
    }),
  );
});

test('encodes by lookup, dropping unknown words, and padding', () => {
  const texts = fc.array(fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 8 }));
  fc.assert(
    fc.property(texts, texts, fc.integer({ min: 1, max: 10 }), (known, texts, maxLength) => {
      const vocabulary = Vocabulary.fit(toTokenTable(known), { numWords: 6 });
      const sequences = texts.map((text) =>
        text.map((word) => vocabulary.indexOf(word)).filter((index) => index !== undefined),
      );
      const { coverage, ...rows } = vocabulary.encode(toTokenTable(texts), maxLength);
      expect(rows).toEqual(padSequences(sequences, maxLength));
      const kept = sequences.reduce((sum, { length }) => sum + length, 0);
      const read = sequences.reduce((sum, { length }) => sum + Math.min(length, maxLength), 0);
      expect(coverage.cut).toBe(kept - read);
    }),
  );
});

test.each([1, 0, -3, 2.5, NaN])('refuses numWords %p', (numWords) => {
  expect(() => Vocabulary.fit(toTokenTable([['a']]), { numWords })).toThrow(
    new UserError(
      'num-words',
      `numWords must be an integer from 2 up, not ${numWords}: index 0 is for padding.`,
    ),
  );
});

test('refuses a repeated word', () => {
  expect(() => Vocabulary.from(['a', 'b', 'a'])).toThrow(UserError);
  expect(() => Vocabulary.from(['a', 'b', 'a'])).toThrow('repeats "a"');
});
