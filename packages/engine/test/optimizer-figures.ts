import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OptimizerOptions } from '../src/optimizers/optimizer-options';
import type { ScheduleOptions } from '../src/schedules';

interface Figures {
  /** Per variable. */
  initial: number[][];
  /** Per step and variable. */
  gradients: number[][][];
  optimizers: { options: OptimizerOptions; weights: number[][] }[];
  schedules: { options: ScheduleOptions; learningRates: number[] }[];
}

/** What fixtures/optimizers.py wrote. */
export const figures = JSON.parse(
  readFileSync(join(__dirname, 'fixtures/optimizers.json'), 'utf8'),
) as Figures;
