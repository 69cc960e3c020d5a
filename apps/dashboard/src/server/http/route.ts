import { Readable } from 'node:stream';
import { z } from 'zod';
import { isRunsError, NotFoundError } from '#server/store/errors';
import { invalidRequest } from './invalid-request';
import type { ErrorDetails } from '@rnn-lab/runs';
import type { NextRequest } from 'next/server';
import type { ReadableStream } from 'node:stream/web';
import type { ApiError } from '#api/errors';

/** A route of the API: what it throws becomes an answer with a status and one sentence. */
export function route<Params>(respond: (request: NextRequest, params: Params) => Promise<Response>) {
  return async (request: NextRequest, context: { params: Promise<Params> }): Promise<Response> => {
    try {
      return await respond(request, await context.params);
    } catch (error) {
      return errorResponse(error, request.method);
    }
  };
}

/** The query of an address, as `schema` has it. Throws a `ZodError` where it is not. */
export function queryOf<T>(request: NextRequest, schema: z.ZodType<T>): T {
  return schema.parse(Object.fromEntries(request.nextUrl.searchParams));
}

/** The JSON that was sent, as `schema` has it. Rejects with a `ZodError` where it is not, a `SyntaxError` where it is none. */
export async function bodyOf<T>(request: NextRequest, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(await request.json());
}

/** Nothing of the API may be kept by a browser: a run goes on. */
export const NO_STORE = { 'Cache-Control': 'no-store' };

export function json<T>(value: T, status = 200): Response {
  return Response.json(value, { status, headers: NO_STORE });
}

/** For a browser to save under that name. */
export function attachment(name: string, type: string): Record<string, string> {
  const ascii = name.replaceAll(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return {
    ...NO_STORE,
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
  };
}

/** A Node stream as the body of an answer. */
export function bodyOfStream(stream: Readable): BodyInit {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array> as unknown as BodyInit;
}

function errorResponse(error: unknown, method: string): Response {
  const answer = (status: number, message: string, details: ErrorDetails | null) =>
    json<ApiError>({ error: message, details }, status);
  if (error instanceof NotFoundError) return answer(404, error.message, error.details);
  if (error instanceof z.ZodError) return json(invalidRequest(error), 400);
  if (error instanceof SyntaxError) {
    return answer(400, 'What was sent is not valid JSON.', { code: 'no-json-sent', values: {} });
  }
  if (isRunsError(error)) return answer(method === 'GET' ? 500 : 409, error.message, error.details);
  console.error(error);
  return answer(500, 'The dashboard failed; its log says more.', { code: 'failed', values: {} });
}
