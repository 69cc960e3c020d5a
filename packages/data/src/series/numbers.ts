import { DataError } from '../errors';

/** How numbers are written. */
export interface NumberFormat {
  decimal: Decimal;
  /** Between groups of three digits; null: none. */
  thousands: Thousands | null;
}

export const DECIMALS = ['point', 'comma'] as const;
export type Decimal = (typeof DECIMALS)[number];
export const THOUSANDS = ['comma', 'point', 'space'] as const;
export type Thousands = (typeof THOUSANDS)[number];

const CHARACTERS = { point: '\\.', comma: ',', space: '[ \\u00a0\\u202f]' };

/**
 * A parser of decimal and scientific notation, which returns null for anything else: hexadecimal, octal and binary numbers,
 * infinities, and separators that don't make groups of three digits.
 *
 * @throws DataError `invalid-option` if both separators are the same
 */
export function numberParser({ decimal, thousands }: NumberFormat): (text: string) => number | null {
  if (decimal === thousands) {
    throw new DataError(
      'invalid-option',
      `A ${decimal} can't separate both decimals and thousands: choose another one for either.`,
      { option: 'thousands', value: thousands },
    );
  }
  const [mark, group] = [CHARACTERS[decimal], thousands && CHARACTERS[thousands]];
  const whole = group ? `(?:\\d+|\\d{1,3}(?:${group}\\d{3})+)` : '\\d+';
  const notation = new RegExp(`^[+-]?(?:${whole}(?:${mark}\\d*)?|${mark}\\d+)(?:e[+-]?\\d+)?$`, 'i');
  const groups = group ? new RegExp(group, 'g') : null;
  return (text) => {
    if (!notation.test(text)) return null;
    const plain = groups ? text.replaceAll(groups, '') : text;
    const value = Number(decimal === 'comma' ? plain.replace(',', '.') : plain);
    return Number.isFinite(value) ? value : null;
  };
}

const MISSING = ['', 'na', 'n/a', 'nan', 'null', 'none'];

/** Whether a field stands for a missing number. */
export function isMissing(text: string): boolean {
  return MISSING.includes(text.toLowerCase());
}
