import { z } from 'zod';
import { real } from './json';

/** By steps back: the first is the last input's, the second that of the input before it. */
const norms = z.array(real);

/** memory.json: how far back a network trained on the adding problem remembers. */
export const memory = z.object({
  /** The kind of its recurrent layer: `rnn`, `gru` or `lstm`. */
  recurrent: z.string(),
  /** Steps that follow the first marked value, at least. */
  lag: z.number().int().positive(),
  /** Of the loss's gradient with respect to the input, before the training and after it. */
  gradientNorms: z.object({ before: norms, after: norms }),
});
export type Memory = z.infer<typeof memory>;
