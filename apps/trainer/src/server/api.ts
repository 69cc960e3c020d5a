import { z } from 'zod';

export const health = z
  .object({
    status: z.literal('ok'),
    run: z.string().meta({ description: 'The id of the run that is served.' }),
    waiting: z.number().meta({ description: 'Inputs that wait or are predicted.' }),
  })
  .meta({ id: 'Health' });

export const apiError = z
  .object({ error: z.string().meta({ description: 'What is wrong and what to do.' }), code: z.string() })
  .meta({ id: 'Error' });
