import * as fc from 'fast-check';
import { TextError } from './errors';
import { DEFAULT_STOPWORDS } from './stopwords';
import { createTokenizer } from './tokenizer';
import type { TokenizerOptions } from './tokenizer';

const options: TokenizerOptions = {
  analyzer: 'mecab-ko',
  tokenForm: 'surface',
  stopwords: DEFAULT_STOPWORDS,
};

describe('createTokenizer', () => {
  it('turns raw texts into tokens', async () => {
    const tokenizer = await createTokenizer(options);
    await expect(tokenizer.tokenize(['이 영화가 정말 재밌었다!!! (10점)', 'GOOD', ''])).resolves.toEqual([
      ['영화', '정말', '재밌', '었', '다', '점'],
      [],
      [],
    ]);
  });

  it('takes lemmas, and other stopwords', async () => {
    const tokenizer = await createTokenizer({ ...options, tokenForm: 'lemma', stopwords: ['영화', '하다'] });
    await expect(tokenizer.tokenize(['영화 보며 공부했다'])).resolves.toEqual([['보다', '공부']]);
  });

  it('tokenizes decomposed Hangul like composed', async () => {
    const tokenizer = await createTokenizer(options);
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

  it('explains a text', async () => {
    const tokenizer = await createTokenizer(options);
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

  it.each([
    ['an unknown analyzer', { analyzer: 'okt' }, 'There is no analyzer okt: choose mecab-ko or mecab-ya.'],
    ['an unknown token form', { tokenForm: 'word' }, 'There is no token form word: choose surface or lemma.'],
    ['lemmas of mecab-ya', { analyzer: 'mecab-ya', tokenForm: 'lemma' }, 'mecab-ya has no lemmas'],
  ])('refuses %s', async (_, wrong, sentence) => {
    const created = createTokenizer({ ...options, ...wrong } as TokenizerOptions);
    await expect(created).rejects.toThrow(TextError);
    await expect(created).rejects.toThrow(sentence);
  });
});
