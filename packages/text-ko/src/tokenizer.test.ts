import * as fc from 'fast-check';
import type { Analyzer } from './analyzer';
import { TextError } from './errors';
import { DEFAULT_STOPWORDS } from './stopwords';
import { createMecabKo } from './mecab-ko/mecab-ko';
import { checkTokenizerOptions, Tokenizer } from './tokenizer';
import type { TokenizerOptions } from './tokenizer';

const options: TokenizerOptions = {
  analyzer: 'mecab-ko',
  tokenForm: 'surface',
  stopwords: DEFAULT_STOPWORDS,
};

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await createMecabKo();
});

describe('Tokenizer', () => {
  it('turns raw texts into tokens', async () => {
    const tokenizer = new Tokenizer(analyzer, options);
    await expect(tokenizer.tokenize(['이 영화가 정말 재밌었다!!! (10점)', 'GOOD', ''])).resolves.toEqual([
      ['영화', '정말', '재밌', '었', '다', '점'],
      [],
      [],
    ]);
  });

  it('takes lemmas, and other stopwords', async () => {
    const tokenizer = new Tokenizer(analyzer, { tokenForm: 'lemma', stopwords: ['영화', '하다'] });
    await expect(tokenizer.tokenize(['영화 보며 공부했다'])).resolves.toEqual([['보다', '공부']]);
  });

  it('tokenizes decomposed Hangul like composed', async () => {
    const tokenizer = new Tokenizer(analyzer, options);
    const texts = fc.array(
      fc.constantFrom('영화', '재밌었다', '가', ' ', '10점', 'ㅋㅋ', 'é', '\uf9f4', '뷁'),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (parts) => {
        const text = parts.join('');
        const [composed, decomposed] = await tokenizer.tokenize([text, text.normalize('NFD')]);
        expect(decomposed).toEqual(composed);
      }),
    );
  });

  it('keeps what is not Hangul in raw texts', async () => {
    const tokenizer = new Tokenizer(analyzer, {
      cleaning: 'korean-raw',
      tokenForm: 'surface',
      stopwords: [],
    });
    const text = '재밌었다!!! 10점 GOOD ㅋㅋ 😀';
    const [tokens] = await tokenizer.tokenize([text]);
    expect(tokens).toEqual(['재밌', '었', '다', '!', '!!', '10', '점', 'GOOD', 'ㅋㅋ', '😀']);
    await expect(tokenizer.tokenize([text.normalize('NFD')])).resolves.toEqual([tokens]);
    await expect(tokenizer.explain(text)).resolves.toMatchObject({ cleaned: text });
  });

  it('explains a text', async () => {
    const tokenizer = new Tokenizer(analyzer, options);
    const { cleaned, morphemes, tokens } = await tokenizer.explain('영화가 좋다!');
    expect(cleaned).toBe('영화가 좋다');
    expect(morphemes.map(({ surface, tag }) => [surface, tag])).toEqual([
      ['영화', 'NNG'],
      ['가', 'JKS'],
      ['좋', 'VA'],
      ['다', 'EC'],
    ]);
    expect(tokens).toEqual([
      { surface: '영화', text: '영화', isStopword: false },
      { surface: '가', text: '가', isStopword: true },
      { surface: '좋', text: '좋', isStopword: false },
      { surface: '다', text: '다', isStopword: false },
    ]);
  });
});

describe('checkTokenizerOptions', () => {
  it.each([
    [
      'an unknown analyzer',
      { analyzer: 'okt' },
      'invalid-option',
      'There is no analyzer okt: choose mecab-ko or mecab-ya.',
    ],
    [
      'an unknown cleaning',
      { cleaning: 'latin' },
      'invalid-option',
      'There is no cleaning latin: choose korean or korean-raw.',
    ],
    [
      'raw texts for mecab-ya',
      { analyzer: 'mecab-ya', cleaning: 'korean-raw' },
      'no-raw-texts',
      'mecab-ya reads cleaned texts alone: choose the analyzer mecab-ko, or the cleaning korean.',
    ],
    [
      'an unknown token form',
      { tokenForm: 'word' },
      'invalid-option',
      'There is no token form word: choose surface or lemma.',
    ],
    [
      'lemmas of mecab-ya',
      { analyzer: 'mecab-ya', tokenForm: 'lemma' },
      'no-lemmas',
      'mecab-ya has no lemmas: choose the analyzer mecab-ko, or the token form surface.',
    ],
  ])('refuses %s', (_, wrong, code, message) => {
    const check = () => checkTokenizerOptions({ ...options, ...wrong } as TokenizerOptions);
    expect(check).toThrow(TextError);
    expect(check).toThrow(expect.objectContaining({ code, message }));
  });
});
