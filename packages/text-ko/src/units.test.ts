import { createMecabKo } from './mecab-ko/mecab-ko';
import type { MecabKo } from './mecab-ko/mecab-ko';
import { toStems, toSurfaces } from './units';
import type { Unit } from './units';

let analyzer: MecabKo;
beforeAll(async () => {
  analyzer = await createMecabKo();
});

const texts = (units: Unit[]) => units.map(({ text }) => text);
const analyze = async (text: string) => (await analyzer.analyze([text]))[0];

describe('toSurfaces', () => {
  it('gives the morphemes as they stand', async () => {
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

describe('toStems', () => {
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
  ])('%s → %j', async (text, stems) => {
    expect(texts(toStems(await analyze(text)))).toEqual(stems);
  });

  it('says which characters a stem comes from', async () => {
    expect(toStems(await analyze('지루하고 예뻤다'))).toEqual([
      { surface: '지루하', text: '지루하다' },
      { surface: '예뻤', text: '예쁘다' },
    ]);
  });

  it('takes a morpheme without a feature as it stands', () => {
    expect(
      texts(
        toStems([
          { surface: '영화', tag: 'NNG' },
          { surface: '좋', tag: 'VA' },
        ]),
      ),
    ).toEqual(['영화', '좋다']);
  });
});
