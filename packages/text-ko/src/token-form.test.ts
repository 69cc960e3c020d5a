import { createMecabKo } from './mecab-ko/mecab-ko';
import type { MecabKo } from './mecab-ko/mecab-ko';
import { toLemmas, toSurfaces } from './token-form';
import type { Token } from './token-form';

let analyzer: MecabKo;
beforeAll(async () => {
  analyzer = await createMecabKo();
});

const texts = (tokens: Token[]) => tokens.map(({ text }) => text);
const analyze = async (text: string) => (await analyzer.analyze([text]))[0];

describe('toSurfaces', () => {
  it('returns the morphemes as they are', async () => {
    expect(texts(toSurfaces(await analyze('영화가 정말 재밌었다')))).toEqual([
      '영화',
      '가',
      '정말',
      '재밌',
      '었',
      '다',
    ]);
  });
});

describe('toLemmas', () => {
  it.each([
    ['재밌었다', ['재밌다']],
    ['예뻤다', ['예쁘다']],
    ['몰랐다', ['모르다']],
    ['지루했다', ['지루하다']],
    ['지루하다', ['지루하다']],
    ['행복했던 시간', ['행복하다', '시간']],
    ['공부했다', ['공부', '하다']],
    ['좋은 영화였다', ['좋다', '영화']],
    ['학생이 아니다', ['학생', '이', '아니다']],
    ['보고 싶다', ['보다', '싶다']],
    ['주인공의 연기', ['주인공', '의', '연기']],
  ])('%s → %j', async (text, lemmas) => {
    expect(texts(toLemmas(await analyze(text)))).toEqual(lemmas);
  });

  it('returns the characters that a lemma comes from', async () => {
    expect(toLemmas(await analyze('지루하고 예뻤다'))).toEqual([
      { surface: '지루하', text: '지루하다' },
      { surface: '예뻤', text: '예쁘다' },
    ]);
  });

  it('keeps a morpheme without a feature as it is', () => {
    expect(
      texts(
        toLemmas([
          { surface: '영화', tag: 'NNG' },
          { surface: '좋', tag: 'VA' },
        ]),
      ),
    ).toEqual(['영화', '좋다']);
  });
});
