import type { Preprocessing } from '@rnn-lab/runs';

/** A regular expression that finds the tokens of a text, in Python and JavaScript alike. */
const PATTERNS: Readonly<Record<string, string>> = {
  english: String.raw`[^!"#$%&()*+,\-./:;<=>?@[\\\]^_` + '`' + String.raw`{|}~\t\n\r ]+`,
  syllable: String.raw`\S`,
  word: String.raw`\S+`,
};

/** The tokens' pattern; undefined for Korean, which a dictionary splits. */
export function tokenPattern({ cleaning }: Preprocessing): string | undefined {
  return cleaning !== null && Object.hasOwn(PATTERNS, cleaning) ? PATTERNS[cleaning] : undefined;
}
