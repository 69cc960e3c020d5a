/**
 * Keeps Hangul syllables, compatibility jamo and the space, and drops every other character, without putting
 * anything in its place: the notebook's `str.replace("[^ㄱ-ㅎㅏ-ㅣ가-힣 ]", "")`.
 */
export function cleanKorean(text: string): string {
  return text.replace(/[^ㄱ-ㅎㅏ-ㅣ가-힣 ]+/g, '');
}
