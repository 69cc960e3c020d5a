import * as fc from 'fast-check';
import { cleanKorean, composeHangul } from './clean';

const unit = fc.oneof(
  fc.integer({ min: 0x1100, max: 0x11ff }),
  fc.integer({ min: 0x3100, max: 0x3190 }),
  fc.integer({ min: 0xabf0, max: 0xffff }),
  fc.nat(0xffff),
);
const anyText = fc.array(unit).map((units) => String.fromCharCode(...units));
const syllables = fc
  .array(fc.oneof(fc.integer({ min: 0xac00, max: 0xd7a3 }), fc.constantFrom(0x20, 0x314b, 0x31)))
  .map((codes) => String.fromCharCode(...codes));

describe('composeHangul', () => {
  it('composes decomposed syllables', () => {
    expect(composeHangul('재미있는 영화'.normalize('NFD'))).toBe('재미있는 영화');
    expect(composeHangul('가\u11a8')).toBe('각');
  });

  it('inverts the decomposition of any text', () => {
    fc.assert(
      fc.property(syllables, (text) => {
        expect(composeHangul(text.normalize('NFD'))).toBe(text);
      }),
    );
  });

  it('cleans a decomposed text like the text itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanKorean(text.normalize('NFD'))).toBe(cleanKorean(text));
      }),
    );
  });

  it('keeps jamo that make no syllable, and the araea that people type as dots', () => {
    expect(composeHangul('ㅋㅋ \u1100 \u1161 음\u119e\u11a2')).toBe('ㅋㅋ \u1100 \u1161 음\u119e\u11a2');
  });

  it('turns half-width jamo into compatibility jamo', () => {
    const consonants = 'ﾡﾢﾣﾤﾥﾦﾧﾨﾩﾪﾫﾬﾭﾮﾯﾰﾱﾲﾳﾴﾵﾶﾷﾸﾹﾺﾻﾼﾽﾾ';
    const vowels = 'ￂￃￄￅￆￇￊￋￌￍￎￏￒￓￔￕￖￗￚￛￜ';
    expect(composeHangul(consonants)).toBe('ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ');
    expect(composeHangul(vowels)).toBe('ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ');
    expect(composeHangul('\uffa0\uffbf\uffc1\uffd9\uffdd')).toBe('\uffa0\uffbf\uffc1\uffd9\uffdd');
  });

  it('normalizes nothing else', () => {
    // A compatibility ideograph, a decomposed é, a ligature, a full-width letter.
    expect(composeHangul('\uf9f4 e\u0301 ﬁ Ａ')).toBe('\uf9f4 e\u0301 ﬁ Ａ');
  });
});

describe('cleanKorean', () => {
  it('keeps Hangul and spaces, and drops the rest without a replacement', () => {
    expect(cleanKorean('굳 ㅋ')).toBe('굳 ㅋ');
    expect(cleanKorean('GDNTOPCLASSINTHECLUB')).toBe('');
    expect(cleanKorean('뭐야 이 평점들은.... 나쁘진 않지만 10점 짜리는 더더욱 아니잖아')).toBe(
      '뭐야 이 평점들은 나쁘진 않지만 점 짜리는 더더욱 아니잖아',
    );
    expect(cleanKorean('ㅠㅠ\t재미\u3000없음\n😀ㅏ')).toBe('ㅠㅠ재미없음ㅏ');
  });

  it('keeps exactly the characters of its class, in any composed text', () => {
    const isKept = (c: string) =>
      c === ' ' || (c >= 'ㄱ' && c <= 'ㅎ') || (c >= 'ㅏ' && c <= 'ㅣ') || (c >= '가' && c <= '힣');
    fc.assert(
      fc.property(anyText, (text) => {
        const kept = composeHangul(text).split('').filter(isKept).join('');
        expect(cleanKorean(text)).toBe(kept);
      }),
    );
  });
});
