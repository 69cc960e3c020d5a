import type { Encoding, Separator } from '@rnn-lab/data';
import { say } from './language';

const SEPARATOR_NAMES = {
  ',': { en: 'commas', ko: '쉼표' },
  '\t': { en: 'tabs', ko: '탭' },
  ';': { en: 'semicolons', ko: '세미콜론' },
  '|': { en: 'bars', ko: '세로줄' },
};

/** As `separated by commas, UTF-8`. */
export function describeFormat(format: { encoding: Encoding; separator: Separator | null }): string {
  const { encoding, separator } = format;
  const name = separator && SEPARATOR_NAMES[separator];
  const kind = name ? say({ en: `separated by ${name.en}`, ko: `${name.ko}로 구분` }) : 'JSON lines';
  return `${kind}, ${encoding.toUpperCase()}`;
}
