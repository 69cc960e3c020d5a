import { memory } from '@rnn-lab/runs/schema';
import { z } from 'zod';
import { finiteOrNull } from './shared';

const norms = z.array(finiteOrNull).describe('By steps back, from the last input.');

/** What one network remembers. */
const memorizing = memory.extend({
  id: z.string(),
  gradientNorms: z.object({ before: norms, after: norms }).describe('Before and after the training.'),
  error: finiteOrNull.describe('Mean squared error of the test.'),
  baseline: finiteOrNull.describe('That of always answering the mean.'),
});
export type Memorizing = z.infer<typeof memorizing>;

/** GET /runs/{id}/memory: the networks of the run's group that have been measured, by lag. */
export const memoryPage = z.object({ networks: z.array(memorizing) });
export type MemoryPage = z.infer<typeof memoryPage>;
