import { createHash } from 'node:crypto';
import { documents } from '../test/nsmc';
import { cleanKorean } from './clean';
import { tokenizeCorpus } from './corpus';
import { DEFAULT_STOPWORDS } from './stopwords';
import type { TokenForm } from './token-form';
import type { TokenTable } from './token-table';

const reviews = [...documents('train'), ...documents('test')];

/** SHA-256 of the tokens of all reviews: a review per line, a space between tokens. */
function hashOf({ words, lengths, ids }: TokenTable): string {
  const hash = createHash('sha256');
  let start = 0;
  for (const length of lengths) {
    const tokens = Array.from(ids.subarray(start, (start += length)), (id) => words[id]);
    hash.update(`${tokens.join(' ')}\n`);
  }
  return hash.digest('hex');
}

describe('the 200,000 Naver reviews', () => {
  it('are cleaned as in the notebook, although decomposed Hangul is composed', () => {
    expect(reviews).toHaveLength(200_000);
    const asInNotebook = (review: string) => review.replace(/[^ㄱ-ㅎㅏ-ㅣ가-힣 ]/g, '');
    expect(reviews.filter((review) => cleanKorean(review) !== asInNotebook(review))).toEqual([]);
  });

  it.each<[TokenForm, string]>([
    ['surface', '45eb90d54928939f44d4acc635f0b5c0f38c492f66c8ba703fe2d52db5f656cf'],
    ['lemma', '42c75caa45fefcb339928149a442efb267d88940792ff024358c9e5926b95c4d'],
  ])(
    'have the recorded tokens: %s',
    async (tokenForm, sha256) => {
      const options = { analyzer: 'mecab-ko', tokenForm, stopwords: DEFAULT_STOPWORDS, workers: 2 } as const;
      expect(hashOf(await tokenizeCorpus(reviews, options))).toBe(sha256);
    },
    600_000,
  );
});
