import { z } from 'zod';
import { finiteOrNull } from './shared';

const byStep = z.array(finiteOrNull);

/** The distribution of an array's values, each figure by step. */
const distributions = z.object({
  count: byStep.describe('Values in all.'),
  zeros: byStep.describe('Share of the values that are exactly zero.'),
  norm: byStep.describe('Root of the sum of squares.'),
  min: byStep,
  p5: byStep,
  p25: byStep,
  p50: byStep,
  p75: byStep,
  p95: byStep,
  max: byStep,
});
export type Distributions = z.infer<typeof distributions>;
export type Figure = keyof Distributions;
export const FIGURES = distributions.keyof().options;

const weight = z.object({
  name: z.string(),
  values: distributions.describe('The weight after the step.'),
  gradients: distributions.describe(
    'The step’s gradient, before clipping; an embedding’s of the rows that the batch uses.',
  ),
});
export type Weight = z.infer<typeof weight>;

const gate = z.object({
  layer: z.string(),
  gate: z.string(),
  saturated: byStep.describe('Share of its values in the batch.'),
});

/** GET /runs/{id}/histograms: histograms.jsonl, of at most some hundred steps. */
export const histogramsPage = z
  .object({ steps: z.array(z.number()), weights: z.array(weight), gates: z.array(gate) })
  .meta({ id: 'HistogramsPage', description: 'Empty if the run has recorded none.' });
export type HistogramsPage = z.infer<typeof histogramsPage>;
