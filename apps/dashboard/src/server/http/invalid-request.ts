import { firstIssue } from '@rnn-lab/runs';
import type { z } from 'zod';
import type { ApiError } from '#api/errors';

/** Says what is wrong with a query or a body. */
export function invalidRequest(error: z.ZodError): ApiError {
  const { path, expected, message } = firstIssue(error);
  return {
    error: `${path ? `"${path}"` : 'What was sent'} is not as it should be: ${message}.`,
    details: { code: 'invalid-request', values: { path, expected } },
  };
}
