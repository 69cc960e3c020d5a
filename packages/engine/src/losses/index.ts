import type { Loss } from '../types';
import { binaryCrossentropy } from './binary-crossentropy';
import type { LossFunction } from './loss';
import { meanSquaredError } from './mean-squared-error';

export const LOSSES: Readonly<Record<Loss, LossFunction>> = { meanSquaredError, binaryCrossentropy };
