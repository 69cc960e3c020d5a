import * as fc from 'fast-check';
import { cleanKorean } from './clean';

describe('cleanKorean', () => {
  it('keeps Hangul and spaces, and puts nothing in place of the rest', () => {
    expect(cleanKorean('굳 ㅋ')).toBe('굳 ㅋ');
    expect(cleanKorean('GDNTOPCLASSINTHECLUB')).toBe('');
    expect(cleanKorean('뭐야 이 평점들은.... 나쁘진 않지만 10점 짜리는 더더욱 아니잖아')).toBe(
      '뭐야 이 평점들은 나쁘진 않지만 점 짜리는 더더욱 아니잖아',
    );
    expect(cleanKorean('ㅠㅠ\t재미\u3000없음\n😀ㅏ')).toBe('ㅠㅠ재미없음ㅏ');
  });

  it('keeps what its class says, of any string', () => {
    const isKept = (c: string) =>
      c === ' ' || (c >= 'ㄱ' && c <= 'ㅎ') || (c >= 'ㅏ' && c <= 'ㅣ') || (c >= '가' && c <= '힣');
    const unit = fc.oneof(
      fc.integer({ min: 0x3100, max: 0x3190 }),
      fc.integer({ min: 0xabf0, max: 0xffff }),
      fc.nat(0xffff),
    );
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const text = String.fromCharCode(...units);
        expect(cleanKorean(text)).toBe(text.split('').filter(isKept).join(''));
      }),
    );
  });
});
