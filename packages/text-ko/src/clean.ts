const CONJOINING_OR_HALF_WIDTH = /[\u1100-\u11ff\uffa0-\uffdc]/;
/** Conjoining jamo, with the syllable that they may continue. */
const CONJOINING = /[가-힣]?[\u1100-\u11ff]+/g;
/** Assigned code points alone: unlike the compatibility jamo, the half-width ones have gaps. */
const HALF_WIDTH = /[\uffa1-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc]/g;
/** The first code point of each run of half-width jamo, and the compatibility jamo that it corresponds to. */
const HALF_WIDTH_RUNS = [
  [0xffda, 'ㅡ'],
  [0xffd2, 'ㅛ'],
  [0xffca, 'ㅕ'],
  [0xffc2, 'ㅏ'],
  [0xffa1, 'ㄱ'],
] as const;

/**
 * Composes decomposed Hangul (conjoining jamo, as in file names on macOS) into syllables, and replaces half-width jamo by
 * compatibility jamo (ㄱ to ㅣ). Everything else stays as it is: Unicode's NFC would also replace compatibility
 * ideographs.
 */
export function composeHangul(text: string): string {
  if (!CONJOINING_OR_HALF_WIDTH.test(text)) return text;
  return text.replace(CONJOINING, (run) => run.normalize('NFC')).replace(HALF_WIDTH, toCompatibilityJamo);
}

/**
 * Keeps Hangul syllables, compatibility jamo and the space, and drops every other character, without a replacement: the
 * notebook's `str.replace("[^ㄱ-ㅎㅏ-ㅣ가-힣 ]", "")`, after `composeHangul`.
 */
export function cleanKorean(text: string): string {
  return composeHangul(text).replace(/[^ㄱ-ㅎㅏ-ㅣ가-힣 ]+/g, '');
}

export const CLEANINGS = ['korean', 'korean-raw'] as const;
/** What is done to a Korean text before it is analyzed: `cleanKorean`, or only `composeHangul`. */
export type Cleaning = (typeof CLEANINGS)[number];

/** The function of each cleaning. */
export const CLEAN: Readonly<Record<Cleaning, (text: string) => string>> = {
  korean: cleanKorean,
  'korean-raw': composeHangul,
};

function toCompatibilityJamo(jamo: string): string {
  const code = jamo.charCodeAt(0);
  const [start, first] = HALF_WIDTH_RUNS.find(([start]) => code >= start) as (typeof HALF_WIDTH_RUNS)[number];
  return String.fromCharCode(first.charCodeAt(0) + code - start);
}
