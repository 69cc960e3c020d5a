import { DataError } from './errors';

/**
 * The numbers of rows of Keras's `validation_split`: the tail is for validation; the rest, rounded down, for training.
 *
 * @param fraction for validation, between 0 and 1 (exclusive)
 * @throws DataError `invalid-option` if the fraction is outside that range, or either side has no rows
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
