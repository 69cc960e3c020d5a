import { characters, words } from './symbols';

/** The symbols of each text, without its end; 0 as `|`. */
function read(texts: string[]): string[] {
  const { ids, starts } = characters(texts);
  return texts.map((_, i) =>
    Array.from(ids.subarray(starts[i], starts[i + 1] - 1), (id) =>
      id === 0 ? '|' : String.fromCodePoint(id),
    ).join(''),
  );
}

test('characters are those of lower-cased words, with a space on either side', () => {
  expect(read(['Good  영화!', ' \t', '', 'A\x1cB\x85C\u3000D\ufeff', '😀 ΑΣ'])).toEqual([
    ' good | 영화! |',
    '',
    '',
    ' a | b | c | d\ufeff |',
    ' 😀 | ας |',
  ]);
});

test('decomposed Hangul is composed', () => {
  expect(read(['영화'.normalize('NFD')])).toEqual([' 영화 |']);
});

test('every text ends with a separator', () => {
  const { ids, starts } = words([[3, 1], [], [2]]);
  expect([...ids]).toEqual([3, 1, 0, 0, 2, 0]);
  expect([...starts]).toEqual([0, 3, 4, 6]);
});
