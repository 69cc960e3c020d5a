import type { Encoding, Separator } from '@rnn-lab/data';

const SEPARATOR_NAMES = { ',': 'commas', '\t': 'tabs', ';': 'semicolons', '|': 'bars' };

/** As `separated by commas, UTF-8`. */
export function describeFormat(format: { encoding: Encoding; separator: Separator | null }): string {
  const { encoding, separator } = format;
  const kind = separator === null ? 'JSON lines' : `separated by ${SEPARATOR_NAMES[separator]}`;
  return `${kind}, ${encoding.toUpperCase()}`;
}
