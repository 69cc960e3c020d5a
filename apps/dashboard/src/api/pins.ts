import { z } from 'zod';
import { sharedOutline, statisticsByMetric } from './runs';
import { strings } from './shared';

/** A run, or the runs of a seed set, that an experiment's other runs are compared with. */
const pin = z.object({
  experiment: z.string(),
  runs: strings.describe('The pinned runs that are left.'),
  missing: strings.describe('Pinned runs that have been deleted, or can’t be read.'),
  run: sharedOutline.nullable().describe('What the runs share; null if none is left.'),
  results: statisticsByMetric,
});
export type Pin = z.infer<typeof pin>;

/** GET /pins: one per experiment at most. */
export const pinsPage = z.object({ pins: z.array(pin) }).meta({ id: 'PinsPage' });
export type PinsPage = z.infer<typeof pinsPage>;

/** PUT /pins: one run, or runs of one seed set. */
export const pinRequest = z.strictObject({ runs: strings.min(1).max(100) });

/** DELETE /pins: unpins an experiment's baseline. */
export const unpinQuery = z.object({ experiment: z.string().min(1) });
