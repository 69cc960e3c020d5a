import { savedView } from '@rnn-lab/runs/schema';
import { z } from 'zod';

const view = savedView.extend({ savedAt: z.iso.datetime() });
export type View = z.infer<typeof view>;

/** GET /views: in the order of their names. */
export const viewsPage = z.object({ views: z.array(view) }).meta({ id: 'ViewsPage' });
export type ViewsPage = z.infer<typeof viewsPage>;

/** PUT /views. */
export const viewRequest = z.strictObject({
  ...savedView.shape,
  overwrite: z.boolean().default(false).describe('Whether a view of that name is replaced.'),
});
export type ViewRequest = z.input<typeof viewRequest>;

/** DELETE /views. */
export const viewQuery = savedView.pick({ name: true });
