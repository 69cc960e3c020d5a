import { padSequences, Vocabulary } from '@rnn-lab/data';
import { paddedSequences } from './reviews';

test.each([0, 1, 10_000, 25_001])(
  '%i texts, slice by slice, give what padSequences gives of all',
  async (count) => {
    const texts = Array.from({ length: count }, (_, i) => ['영화', `단어${i % 7}`, '재미'].slice(0, i % 4));
    const vocabulary = Vocabulary.fit(texts, { numWords: 8 });
    const padded = await paddedSequences(texts, vocabulary, 2);
    expect(padded).toEqual(padSequences(vocabulary.textsToSequences(texts), 2));
  },
);

test('the process turns to other things in between', async () => {
  const texts = Array.from({ length: 30_000 }, () => ['영화']);
  const order: string[] = [];
  const padding = paddedSequences(texts, Vocabulary.fit(texts, { numWords: 2 }), 2).then(() =>
    order.push('padded'),
  );
  setImmediate(() => setImmediate(() => order.push('something else')));
  await padding;
  expect(order).toEqual(['something else', 'padded']);
});
