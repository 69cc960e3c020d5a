import { joinNames, splitNames } from './name-list';

describe('a list of names', () => {
  it.each([
    ['a,b', 'a', 'b'],
    ['50%', '100%25', '%2C', 'a%2Cb,c', '%252C', '%2c'],
    ['두 번째 실험', '시드 1,2'],
    [' a b ', 'a+b', `"a" 'b' \`c\``, 'a&runs=b#c?d', '<b>', 'a\\b'],
    [],
  ])('is read from the URL as it was written: %j', (...names) => {
    const search = new URLSearchParams({ runs: joinNames(names) });
    expect(splitNames(new URLSearchParams(String(search)).get('runs') ?? '')).toEqual(names);
  });

  it('leaves plain names as they are', () => {
    expect(joinNames(['sine-1', '영화평'])).toBe('sine-1,영화평');
  });

  it('keeps a percent sign that escapes nothing', () => {
    expect(splitNames('50%,%EA')).toEqual(['50%', '%EA']);
  });
});
