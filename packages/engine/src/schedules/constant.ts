import { number } from '../options';
import type { Schedule } from './schedule';

export interface ConstantOptions {
  learningRate: number;
}

export const constant: Schedule<ConstantOptions> = {
  checks: { learningRate: number({ above: 0 }) },
  learningRate: ({ learningRate }) => learningRate,
};
