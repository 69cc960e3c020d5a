import { UserError } from '@rnn-lab/errors';
import { TextPipeline } from './text-pipeline';
import type { PlainOptions } from './text-pipeline';

const TEXTS = ["It's fine, fine!", 'fine? No.', '새 영화', 'Größe größe', ''];
const fitEncode = (splitter: PlainOptions['splitter'], numWords = 100, maxLength = 4) =>
  TextPipeline.fitEncode(TEXTS, { splitter, numWords, maxLength }, { workers: 1 });

test.each<[PlainOptions['splitter'], string[][]]>([
  ['english', [["it's", 'fine', 'fine'], ['fine', 'no'], ['새', '영화'], ['größe', 'größe'], []]],
  ['word', [["it's", 'fine,', 'fine!'], ['fine?', 'no.'], ['새', '영화'], ['größe', 'größe'], []]],
  ['syllable', ["it'sfine,fine!", 'fine?no.', '새영화', 'größegröße', ''].map((text) => [...text])],
])('%s: tokens in lower case', async (splitter, tokens) => {
  const { pipeline, encoded } = await fitEncode(splitter, 100, 14);
  expect(TEXTS.map((_, row) => pipeline.tokensOf(encoded, row))).toEqual(tokens);
  expect(encoded.coverage).toMatchObject({ tokens: tokens.flat().length, unknown: 0, cut: 0 });
});

test('reports how many texts it has tokenized', async () => {
  const onProgress = jest.fn();
  const options = { splitter: 'word', numWords: 100, maxLength: 4 } as const;
  const { pipeline } = await TextPipeline.fitEncode(TEXTS, options, { workers: 1, onProgress });
  await pipeline.encode(['new'], { workers: 1, onProgress });
  expect(onProgress.mock.calls).toEqual([
    [TEXTS.length, TEXTS.length],
    [1, 1],
  ]);
});

test('counts what the vocabulary lacks and what a row is too short for', async () => {
  const { pipeline, encoded } = await fitEncode('english', 3, 2);
  // `fine` and `größe` are known.
  expect(encoded.coverage).toMatchObject({ tokens: 9, unknown: 4, cut: 0 });
  const { coverage } = await pipeline.encode(['fine fine fine new', 'fine']);
  expect(coverage).toMatchObject({ tokens: 5, unknown: 1, cut: 1 });
});

test.each(['english', 'word', 'syllable'] as const)('%s: goes on from its files', async (splitter) => {
  const { pipeline, encoded } = await fitEncode(splitter, 6);
  const json = JSON.parse(JSON.stringify(pipeline)) as ReturnType<TextPipeline['toJSON']>;
  expect(json.preprocessing).toMatchObject({ cleaning: splitter, numWords: 6, maxLength: 4 });
  const again = TextPipeline.fromJSON(json);
  expect(await again.encode(TEXTS)).toEqual(encoded);
  for (const [row, text] of TEXTS.entries()) {
    const { input } = await again.explain(text);
    expect(input).toEqual([...encoded.data.subarray(4 * row, 4 * row + 4)]);
  }
});

test('composes decomposed Hangul', async () => {
  const { pipeline } = await fitEncode('word');
  const { data } = await pipeline.encode(['새 영화']);
  expect((await pipeline.encode(['새 영화'.normalize('NFD')])).data).toEqual(data);
});

test('explains a token that the vocabulary lacks', async () => {
  const { pipeline } = await fitEncode('english');
  const { tokens } = await pipeline.explain('Fine, unseen');
  expect(tokens).toEqual([
    { surface: 'Fine', token: 'fine', status: 'kept', index: 1 },
    { surface: 'unseen', token: 'unseen', status: 'unknown', index: null },
  ]);
});

test('texts of which nothing is left are refused', async () => {
  const options = { splitter: 'english', numWords: 9, maxLength: 4 } as const;
  await expect(TextPipeline.fitEncode(['...', ' '], options, { workers: 1 })).rejects.toThrow(UserError);
});
