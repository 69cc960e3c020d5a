import { firstIssue } from '@rnn-lab/runs';
import type { z } from 'zod';
import type { ApiError } from '#api/errors';

/** The API's error for an invalid query or body. */
export function invalidRequest(error: z.ZodError): ApiError {
  const { path, expected, message } = firstIssue(error);
  return {
    error: `${path ? `"${path}"` : 'The request'} is invalid: ${message}.`,
    details: { code: 'invalid-request', values: { path, expected } },
  };
}
