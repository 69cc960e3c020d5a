import * as fc from 'fast-check';
import { describeWithMecab, mecab, print } from '../../test/mecab';
import { documents } from '../../test/nsmc';
import { cleanKorean } from '../clean';
import { TextError } from '../errors';
import { hashDictionary, openDictionary, readDictionaryFiles } from './dictionary';
import { createMecabKo } from './mecab-ko';
import type { MecabKo } from './mecab-ko';

let stock: MecabKo;
let korean: MecabKo;
beforeAll(async () => {
  stock = await createMecabKo({ leftSpacePenalty: false });
  korean = await createMecabKo();
});

const tagged = async (analyzer: MecabKo, text: string) =>
  (await analyzer.analyze([text]))[0].map(({ surface, tag }) => `${surface}/${tag}`).join(' ');

describe('MecabKo', () => {
  it('returns surface, tag and feature', async () => {
    await expect(stock.analyze(['아버지가 예뻤다'])).resolves.toEqual([
      [
        { surface: '아버지', tag: 'NNG', feature: 'NNG,*,F,아버지,*,*,*,*' },
        { surface: '가', tag: 'JKS', feature: 'JKS,*,F,가,*,*,*,*' },
        { surface: '예뻤', tag: 'VA+EP', feature: 'VA+EP,*,T,예뻤,Inflect,VA,EP,예쁘/VA/*+었/EP/*' },
        { surface: '다', tag: 'EC', feature: 'EC,*,F,다,*,*,*,*' },
      ],
    ]);
  });

  it('returns nothing for blank texts', async () => {
    await expect(korean.analyze([])).resolves.toEqual([]);
    await expect(korean.analyze(['', ' ', ' \t '])).resolves.toEqual([[], [], []]);
  });

  it('treats a run of unknown Hangul as one word, if it is not too long', async () => {
    await expect(tagged(stock, '쀍쒧쀍 쒧')).resolves.toBe('쀍쒧쀍/UNKNOWN 쒧/UNKNOWN');
    expect((await stock.analyze(['쀍'.repeat(25)]))[0]).toHaveLength(1);
    expect((await stock.analyze(['쀍'.repeat(26)]))[0].length).toBeGreaterThan(1);
  });

  it('adds a cost to particles and endings that follow white space, unless disabled', async () => {
    const review = '조미료 가미된 성룡';
    await expect(tagged(stock, review)).resolves.toBe('조미료/NNG 가/JKS 미/NNG 된/XSV+ETM 성룡/NNP');
    await expect(tagged(korean, review)).resolves.toBe('조미료/NNG 가미/NNG 된/XSV+ETM 성룡/NNP');
  });

  it('names dictionary and options in its version', () => {
    const dictionary = hashDictionary(readDictionaryFiles());
    expect(korean.version).toBe(`dictionary ${dictionary}, left-space penalty on`);
    expect(stock.version).toBe(`dictionary ${dictionary}, left-space penalty off`);
  });

  it('refuses a text whose cost overflows, and names it', async () => {
    await expect(korean.analyze(['영화', '쀍 '.repeat(500_000)])).rejects.toMatchObject({
      name: 'TextError',
      code: 'text-too-long',
      message: `The text "${'쀍 '.repeat(10)}"… is too long to be analyzed: shorten it.`,
      values: { index: 1 },
    });
    await expect(tagged(korean, '영화')).resolves.toBe('영화/NNG');
  });
});

describe('openDictionary', () => {
  const files = readDictionaryFiles();

  it.each(['sys.dic', 'unk.dic', 'matrix.bin', 'char.bin'] as const)(
    'refuses a %s that ends early',
    (name) => {
      const whole = files.contents[name];
      for (const size of [0, 3, 71, 72, 1001, whole.byteLength - 1]) {
        const contents = { ...files.contents, [name]: whole.slice(0, size) };
        const open = () => openDictionary({ ...files, contents });
        expect(open).toThrow(TextError);
        expect(open).toThrow(expect.objectContaining({ code: 'damaged-dictionary' }));
        expect(open).toThrow(`${name} is damaged`);
      }
    },
  );
});

/** Replaces halves of surrogate pairs, which UTF-8 can't represent. */
const asUtf8 = (text: string) => Buffer.from(text).toString();
/** A line that MeCab can read. */
const asLine = (text: string) => asUtf8(text.replace(/[\n\0]/g, ''));

describeWithMecab('MecabKo without the penalty, compared with the C++ MeCab', () => {
  async function expectSame(lines: readonly string[]): Promise<void> {
    const ours = (await stock.analyze(lines)).map(print);
    const theirs = mecab(lines);
    expect(theirs).toHaveLength(lines.length);
    expect(lines.filter((_, i) => ours[i] !== theirs[i])).toEqual([]);
  }

  it('analyzes the 50,000 test reviews alike, raw and cleaned', async () => {
    const reviews = documents('test');
    expect(reviews).toHaveLength(50_000);
    await expectSame(reviews);
    await expectSame(reviews.map(cleanKorean));
  });

  it('analyzes any text alike', async () => {
    const among = (min: number, max: number) =>
      fc.integer({ min, max }).map((unit) => String.fromCharCode(unit));
    const words = [
      '영화',
      '재미',
      '이',
      '가',
      '하다',
      '했었는데',
      'ㅋㅋ',
      '...',
      '10',
      'ABC',
      '一二',
      '뷁쀍',
    ];
    const run = fc.tuple(fc.constantFrom('쀍', '!', 'A', '😀'), fc.integer({ min: 20, max: 30 }));
    const characters = fc.oneof(
      among(0xac00, 0xd7a3),
      among(0x3131, 0x3163),
      among(0x20, 0x7e),
      among(0, 0xffff),
      fc.constantFrom(' ', '  ', '\t', '\r', '\u3000', '\u00a0'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.constantFrom(...words),
      // Characters with several categories, which pairs share but not all of them together.
      fc.string({ unit: fc.constantFrom('一', '漢', '〇', '!'), maxLength: 6 }),
      run.map(([character, length]) => character.repeat(length)),
    );
    const line = fc.array(characters, { maxLength: 40 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 200, maxLength: 200 }), (lines) =>
        expectSame(lines.map(asLine)),
      ),
      { numRuns: 50 },
    );
  });

  it('treats half a surrogate pair as its UTF-8 replacement character', async () => {
    const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code));
    const line = fc.array(fc.oneof(half, fc.constantFrom('가', '영화', ' ', '!', '😀')), { maxLength: 8 });
    const lines = fc.sample(line, 500).map((parts) => parts.join(''));
    const ours = (await stock.analyze(lines)).map((morphemes) => asUtf8(print(morphemes)));
    expect(ours).toEqual(mecab(lines.map(asLine)));
  });

  it('analyzes very long lines alike', async () => {
    await expectSame([
      '영화 정말 재밌었다 '.repeat(5_000),
      '쀍'.repeat(10_000),
      '!'.repeat(10_000),
      '가'.repeat(30_000),
      '한'.repeat(10_000) + ' '.repeat(10_000) + '글',
    ]);
  });
});
