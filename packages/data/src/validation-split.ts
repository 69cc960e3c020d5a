import { DataError } from './errors';

/**
 * How Keras's `validation_split` divides rows: the tail is for validation, and the rest is rounded down.
 *
 * @param fraction the part for validation, more than 0 and less than 1
 * @throws DataError where the fraction is outside that range, or leaves either side without a row
 */
export function validationSplit(rows: number, fraction: number): { train: number; validation: number } {
  const train = Math.floor(rows * (1 - fraction));
  if (!(train > 0 && train < rows)) {
    throw new DataError(
      'invalid-option',
      `A validation split of ${fraction} leaves no rows for one side of ${rows}: choose another.`,
      { option: 'validationSplit', value: fraction },
    );
  }
  return { train, validation: rows - train };
}
