import { Readable } from 'node:stream';
import { z } from 'zod';
import { decodeUtf8 } from '@rnn-lab/data/utf8';
import { isUserError } from '@rnn-lab/errors';
import { detailsOf } from '@rnn-lab/runs';
import { NotFoundError } from '#server/store/errors';
import { invalidRequest } from './invalid-request';
import type { UserError } from '@rnn-lab/errors';
import type { ErrorDetails } from '@rnn-lab/runs';
import type { NextRequest } from 'next/server';
import type { ReadableStream } from 'node:stream/web';
import type { ApiError } from '#api/errors';

/** Wraps a route of the API: a thrown error becomes a response with its status and message. */
export function route<Params>(respond: (request: NextRequest, params: Params) => Promise<Response>) {
  return async (request: NextRequest, context: { params: Promise<Params> }): Promise<Response> => {
    try {
      return await respond(request, await context.params);
    } catch (error) {
      return errorResponse(error, request.method);
    }
  };
}

/** The request's query, parsed by `schema`. Throws a `ZodError` if it is invalid. */
export function queryOf<T>(request: NextRequest, schema: z.ZodType<T>): T {
  return schema.parse(Object.fromEntries(request.nextUrl.searchParams));
}

/**
 * The request's JSON body, parsed by `schema`.
 *
 * @throws UserError `not-utf8` if it isn't UTF-8, SyntaxError if it isn't JSON, ZodError if `schema` refuses it
 */
export async function bodyOf<T>(request: NextRequest, schema: z.ZodType<T>): Promise<T> {
  const bytes = Buffer.from(await request.arrayBuffer());
  return schema.parse(JSON.parse(decodeUtf8(bytes, 'What was sent')));
}

/** Responses must not be cached: runs change. */
export const NO_STORE = { 'Cache-Control': 'no-store' };

export function json<T>(value: T, status = 200): Response {
  return Response.json(value, { status, headers: NO_STORE });
}

/** Headers for a download with that file name. */
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

/** A Node stream as a response body. */
export function bodyOfStream(stream: Readable): BodyInit {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array> as unknown as BodyInit;
}

function errorResponse(error: unknown, method: string): Response {
  const answer = (status: number, message: string, details: ErrorDetails | null) =>
    json<ApiError>({ error: message, details }, status);
  if (error instanceof NotFoundError) return answer(404, error.message, error.details);
  if (error instanceof z.ZodError) return json(invalidRequest(error), 400);
  if (error instanceof SyntaxError) {
    return answer(400, 'The request body is not valid JSON.', { code: 'no-json-sent', values: {} });
  }
  if (isUserError(error)) return answer(statusOf(error, method), error.message, detailsOf(error));
  console.error(error);
  return answer(500, 'The dashboard failed; see its log.', { code: 'failed', values: {} });
}

/** `not-utf8` and `no-output` are about the request, every other error about the run's files. */
function statusOf({ code }: UserError, method: string): number {
  if (code === 'not-utf8') return 400;
  if (code === 'no-output') return 404;
  return method === 'GET' ? 500 : 409;
}
