import { Readable } from 'node:stream';
import { z } from 'zod';
import { decodeUtf8 } from '@rnn-lab/data/utf8';
import { isUserError, UserError } from '@rnn-lab/errors';
import { detailsOf } from '@rnn-lab/runs';
import { NotFoundError } from '#server/store/errors';
import { QueryError } from '#server/store/run-query/query-error';
import { invalidRequest } from './invalid-request';
import type { ErrorDetails } from '@rnn-lab/runs';
import type { NextRequest } from 'next/server';
import type { ReadableStream } from 'node:stream/web';
import type { ApiError } from '#api/errors';

/** Bytes of a request body: notes of 100,000 characters fit, however they are escaped. */
const MOST_SENT = 2 ** 20;

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
 * The request's body.
 *
 * @throws UserError `body-too-large`
 */
export async function bytesOf({ body }: NextRequest): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Node's streams are iterable; the browser's type isn't.
  for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MOST_SENT) {
      throw new UserError(
        'body-too-large',
        `The request body is larger than the ${MOST_SENT} bytes that are accepted; send less.`,
        { limit: String(MOST_SENT) },
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The request's JSON body, parsed by `schema`.
 *
 * @throws UserError `body-too-large`, or `not-utf8` if it isn't UTF-8; SyntaxError if it isn't JSON, ZodError if `schema`
 *   refuses it
 */
export async function bodyOf<T>(request: NextRequest, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(decodeUtf8(await bytesOf(request), 'What was sent')));
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

/** By the codes of errors about the request, or about a file that the run never had; other codes are about broken files. */
const STATUSES: Partial<Record<string, number>> = {
  'not-utf8': 400,
  'bad-report': 400,
  'reports-off': 403,
  'no-output': 404,
  'no-view': 404,
  'missing-file': 404,
  'body-too-large': 413,
};

function statusOf(error: UserError, method: string): number {
  if (error instanceof QueryError) return 400;
  return STATUSES[error.code] ?? (method === 'GET' ? 500 : 409);
}
