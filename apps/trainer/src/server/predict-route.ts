import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { readBody } from './read-body';

/** What POST /predict does for one kind of run. */
export interface PredictRoute {
  summary: string;
  request: z.ZodType;
  response: z.ZodType;
  /** @throws HttpError if the request's body is refused */
  answer(request: IncomingMessage, signal: AbortSignal): Promise<object>;
}

interface Definition<Request> {
  summary: string;
  request: z.ZodType<Request>;
  response: z.ZodType;
  /** @param body what the schema of requests has accepted */
  answer(body: Request, signal: AbortSignal): Promise<object>;
}

export function predictRoute<Request>(definition: Definition<Request>): PredictRoute {
  return {
    ...definition,
    answer: async (request, signal) => definition.answer(await readBody(request, definition.request), signal),
  };
}
