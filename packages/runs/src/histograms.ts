import { z } from 'zod';
import { real } from './json';

const share = z.number().min(0).max(1);

/** How an array's values are distributed. */
const distribution = z.object({
  /** Values in all. */
  count: z.number().int().nonnegative(),
  /** Share of the values that are exactly zero. */
  zeros: share,
  /** Root of the sum of squares. */
  norm: real,
  /** The lowest value, percentiles of the finite ones, and the highest value. */
  min: real,
  p5: real,
  p25: real,
  p50: real,
  p75: real,
  p95: real,
  max: real,
});
export type Distribution = z.infer<typeof distribution>;

/** A line of histograms.jsonl: how the trainable weights and their gradients are distributed at a step. */
const histogramLine = z.object({
  /** Optimizer steps so far, from 1 over the whole run. */
  step: z.number().int().positive(),
  /** From 1. */
  epoch: z.number().int().positive(),
  weights: z.array(
    z.object({
      /** Keras's (`lstm/recurrent_kernel`). */
      name: z.string(),
      /** After the step. */
      values: distribution,
      /** Before clipping; an embedding's of the rows that the batch uses. */
      gradients: distribution,
    }),
  ),
  /** Of the recurrent layers. */
  gates: z.array(
    z.object({
      layer: z.string(),
      /** Such as `forget` of an LSTM. */
      gate: z.string(),
      /** Share of its values that are saturated. */
      saturated: real,
    }),
  ),
});
export type HistogramLine = z.infer<typeof histogramLine>;

/** null if the text isn't a valid line. */
export function parseHistogramLine(text: string): HistogramLine | null {
  try {
    return histogramLine.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
