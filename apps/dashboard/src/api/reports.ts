import { z } from 'zod';

/** GET /reports */
export const reportsPage = z
  .object({ accepted: z.boolean().describe('Whether this dashboard takes the runs of workers elsewhere.') })
  .meta({ id: 'ReportsPage' });
