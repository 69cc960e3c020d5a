import { UserError } from '@rnn-lab/errors';
import { DEFAULT_STOPWORDS } from '@rnn-lab/text-ko';
import fc from 'fast-check';
import { TextPipeline } from './text-pipeline';
import type { KoreanOptions } from './text-pipeline';

const TEXTS = ['이 영화가 정말 재밌었다!!!', '영화 별로', '정말 정말 지루했다...', '영화', 'GOOD', ''];
const corpus = { workers: 1 };
const options: KoreanOptions = {
  analyzer: 'mecab-ko',
  tokenForm: 'surface',
  stopwords: DEFAULT_STOPWORDS,
  numWords: 6,
  maxLength: 4,
};

const throughJson = (pipeline: TextPipeline) =>
  TextPipeline.fromJSON(JSON.parse(JSON.stringify(pipeline)) as ReturnType<TextPipeline['toJSON']>);

describe('Korean', () => {
  let pipeline: TextPipeline;
  let encoded: Awaited<ReturnType<TextPipeline['encode']>>;
  beforeAll(async () => {
    ({ pipeline, encoded } = await TextPipeline.fitEncode(TEXTS, options, corpus));
  });

  test('the vocabulary has the most frequent tokens alone', () => {
    expect(pipeline.toJSON().vocabulary).toEqual(['영화', '정말', '다', '재밌', '었']);
  });

  test('encodes texts as rows of ids, and decodes ids to tokens', () => {
    expect(encoded.shape).toEqual([6, 4]);
    expect(TEXTS.map((_, row) => pipeline.tokensOf(encoded, row))).toEqual([
      ['정말', '재밌', '었', '다'],
      ['영화'],
      ['정말', '정말', '다'],
      ['영화'],
      [],
      [],
    ]);
    expect(pipeline.decode(encoded.data.subarray(0, 4))).toBe('정말 재밌 었 다');
  });

  test('only a row with a word of the vocabulary has a known word', async () => {
    const texts = ['영화', 'ok 영화', 'GOOD', '😀', '이', '뷁', ''];
    const rows = await pipeline.encode(texts);
    expect(texts.filter((_, row) => pipeline.hasKnownWord(rows, row))).toEqual(['영화', 'ok 영화']);
  });

  test('reads raw texts, also after it was written and read', async () => {
    const raw = await TextPipeline.fit(TEXTS, { ...options, numWords: 20, cleaning: 'korean-raw' }, corpus);
    expect(raw.toJSON().vocabulary).toEqual(expect.arrayContaining(['!!', 'good']));
    expect(raw.toJSON().preprocessing.cleaning).toBe('korean-raw');
    const text = '정말 GOOD!!';
    const { cleaned, input } = await raw.explain(text);
    expect(cleaned).toBe(text);
    expect(raw.decode(input)).toBe('정말 good ! !');
    await expect(throughJson(raw).encode([text])).resolves.toEqual(await raw.encode([text]));
  });

  test('fitting, encoding one corpus, and encoding single texts agree', async () => {
    await expect(pipeline.encode(TEXTS, corpus)).resolves.toEqual(encoded);
    await expect(pipeline.encode(TEXTS)).resolves.toEqual(encoded);
    await expect((await TextPipeline.fit(TEXTS, options, corpus)).encode(TEXTS)).resolves.toEqual(encoded);
  });

  test('explains every step of a text', async () => {
    const { cleaned, morphemes, tokens, input } = await pipeline.explain('이 영화, 정말 영화 정말 재밌다!');
    expect(cleaned).toBe('이 영화 정말 영화 정말 재밌다');
    expect(morphemes?.map(({ surface }) => surface)).toEqual([
      '이',
      '영화',
      '정말',
      '영화',
      '정말',
      '재밌',
      '다',
    ]);
    expect(tokens).toEqual([
      { surface: '이', token: '이', status: 'stopword', index: null },
      { surface: '영화', token: '영화', status: 'cut', index: null },
      { surface: '정말', token: '정말', status: 'cut', index: null },
      { surface: '영화', token: '영화', status: 'kept', index: 1 },
      { surface: '정말', token: '정말', status: 'kept', index: 2 },
      { surface: '재밌', token: '재밌', status: 'kept', index: 4 },
      { surface: '다', token: '다', status: 'kept', index: 3 },
    ]);
    expect(input).toEqual([1, 2, 4, 3]);
    const { tokens: unknown, input: padding } = await pipeline.explain('뷁');
    expect(unknown).toEqual([{ surface: '뷁', token: '뷁', status: 'unknown', index: null }]);
    expect(padding).toEqual([0, 0, 0, 0]);
  });

  test('explains the ids that it encodes', async () => {
    const words = fc.array(
      fc.constantFrom('영화', '정말', '이', '재밌었다', '지루했다', '뷁', 'ok!', 'ㅋㅋ'),
    );
    await fc.assert(
      fc.asyncProperty(words, async (words) => {
        const text = words.join(' ');
        const { data } = await pipeline.encode([text]);
        expect((await pipeline.explain(text)).input).toEqual([...data]);
      }),
    );
  });

  test('treats decomposed Hangul like composed', async () => {
    const decomposed = TEXTS.map((text) => text.normalize('NFD'));
    expect(decomposed).not.toEqual(TEXTS);
    await expect(pipeline.encode(decomposed)).resolves.toEqual(encoded);
    const fitted = await TextPipeline.fitEncode(decomposed, options, corpus);
    expect(fitted.encoded).toEqual(encoded);
    expect(fitted.pipeline.toJSON()).toEqual(pipeline.toJSON());
    expect(await pipeline.explain(decomposed[0])).toEqual(await pipeline.explain(TEXTS[0]));
  });

  test('survives a round trip through JSON', async () => {
    const restored = throughJson(pipeline);
    await expect(restored.encode(TEXTS)).resolves.toEqual(encoded);
    expect(restored.toJSON()).toEqual(pipeline.toJSON());
    expect(pipeline.toJSON().preprocessing).toEqual({
      kind: 'text',
      cleaning: 'korean',
      analyzer: 'mecab-ko',
      tokenForm: 'surface',
      stopwords: DEFAULT_STOPWORDS,
      numWords: 6,
      maxLength: 4,
      indexFrom: 0,
      startIndex: null,
      oovIndex: null,
    });
  });

  test('can use lemmas as tokens', async () => {
    const lemmas = await TextPipeline.fit(TEXTS, { ...options, tokenForm: 'lemma' }, corpus);
    expect(lemmas.toJSON().vocabulary).toEqual(['영화', '정말', '재밌다', '별로', '지루하다']);
  });

  test.each([
    ['other languages', ['good movie', '😀', '']],
    ['stopwords', ['이', '의 가']],
    ['nothing', []],
  ])('texts of %s alone are refused', async (_, texts) => {
    await expect(TextPipeline.fit(texts, options, corpus)).rejects.toMatchObject({
      name: 'UserError',
      code: 'no-tokens',
      message: expect.stringContaining(`Nothing is left of the ${texts.length} training texts`),
    });
  });
});

describe('English', () => {
  const words = ['the', 'film', 'good', 'rare'];
  const encoding = { numWords: 7, indexFrom: 3, startIndex: 1, oovIndex: 2 };
  const pipeline = TextPipeline.english(words, { ...encoding, maxLength: 4 });

  test('encodes texts as rows of ids, and decodes ids to tokens', async () => {
    const encoded = await pipeline.encode(['The FILM', 'the rare good unheard film', '']);
    expect(encoded.shape).toEqual([3, 4]);
    expect([...encoded.data]).toEqual([0, 1, 4, 5, 4, 2, 6, 5, 0, 0, 0, 1]);
    expect(pipeline.tokensOf(encoded, 1)).toEqual(['the', null, 'good', 'film']);
    expect(pipeline.decode([1, 4, 2])).toBe('[START] the [OOV]');
  });

  test('only a row with a word of the vocabulary has a known word', async () => {
    const texts = ['film', 'rare film', 'rare', 'unheard', '😀', ''];
    const rows = await pipeline.encode(texts);
    expect(texts.filter((_, row) => pipeline.hasKnownWord(rows, row))).toEqual(['film', 'rare film']);
  });

  test('explains every step of a text', async () => {
    await expect(pipeline.explain('The rare, unheard film')).resolves.toEqual({
      cleaned: 'The rare, unheard film',
      morphemes: null,
      tokens: [
        { surface: 'The', token: 'the', status: 'kept', index: 4 },
        { surface: 'rare', token: 'rare', status: 'unknown', index: 2 },
        { surface: 'unheard', token: 'unheard', status: 'unknown', index: null },
        { surface: 'film', token: 'film', status: 'kept', index: 5 },
      ],
      input: [1, 4, 2, 5],
    });
  });

  test('survives a round trip through JSON', async () => {
    const restored = throughJson(pipeline);
    expect(restored.toJSON()).toEqual(pipeline.toJSON());
    await expect(restored.encode(['the film'])).resolves.toEqual(await pipeline.encode(['the film']));
  });
});

describe('fromJSON refuses', () => {
  const korean = {
    cleaning: 'korean',
    analyzer: 'mecab-ko',
    tokenForm: 'surface',
    stopwords: [],
    numWords: 10,
    maxLength: 5,
    indexFrom: 0,
    startIndex: null,
    oovIndex: null,
  } as const;
  const english = { ...korean, cleaning: 'english', indexFrom: 3, startIndex: 1, oovIndex: 2 };

  test.each([
    ['a series', { ...korean, cleaning: null }, 'reads-no-text'],
    ['an unknown cleaning', { ...korean, cleaning: 'latin' }, 'reads-no-text'],
    ['Korean without a token form', { ...korean, tokenForm: null }, 'reads-no-text'],
    ['Korean without a length', { ...korean, maxLength: null }, 'reads-no-text'],
    ['English without an encoding', { ...english, oovIndex: null }, 'reads-no-text'],
    ['an unknown analyzer', { ...korean, analyzer: 'okt' }, 'no-analyzer'],
  ])('%s', (_, preprocessing, code) => {
    const read = () => TextPipeline.fromJSON({ preprocessing, vocabulary: ['a'] });
    expect(read).toThrow(UserError);
    expect(read).toThrow(expect.objectContaining({ code }));
  });

  test('a vocabulary with a repeated word', () => {
    expect(() => TextPipeline.fromJSON({ preprocessing: korean, vocabulary: ['a', 'a'] })).toThrow(
      'repeats "a"',
    );
  });
});
