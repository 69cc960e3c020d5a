import { errorDetails } from '@rnn-lab/runs/schema';
import { z } from 'zod';

export const details = errorDetails
  .nullable()
  .describe('Which error it is and its values, for other languages; null if it has no code.');

/** Every error of the API, with its HTTP status. */
export const apiError = z
  .object({ error: z.string().describe('One sentence in English.'), details })
  .meta({ id: 'ApiError' });
export type ApiError = z.infer<typeof apiError>;
