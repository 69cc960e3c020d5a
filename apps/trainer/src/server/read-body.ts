import { firstIssue } from '@rnn-lab/runs';
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { HttpError } from './http-error';

/** Bytes of a request's body. */
const MOST_BYTES = 2 ** 20;

/**
 * A request's JSON body.
 *
 * @throws HttpError 413, 415, or 400 if it isn't UTF-8, not JSON, or refused by the schema
 */
export async function readBody<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  // A page of another origin can't send this type without asking first.
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new HttpError(415, 'not-json', 'Send JSON, with the header "Content-Type: application/json".');
  }
  const bytes = await readBytes(request);
  if (!isUtf8(bytes)) throw new HttpError(400, 'not-utf8', 'The body is not UTF-8 text; send UTF-8.');
  const parsed = schema.safeParse(parse(bytes.toString('utf8')));
  if (parsed.success) return parsed.data;
  const { path, message } = firstIssue(parsed.error);
  const where = path === '' ? 'The body' : path;
  throw new HttpError(400, 'invalid-request', `${where} is invalid: ${message}.`);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  // Before any of it is read, if the client says how long it is.
  refuseLarge(Number(request.headers['content-length'] ?? 0));
  const chunks: Buffer[] = [];
  let size = 0;
  // Destroyed, the connection would be reset before the client has read the refusal.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    refuseLarge(size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuseLarge(bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  const message = `The body is larger than the ${MOST_BYTES} bytes that are accepted; send fewer texts at a time.`;
  throw new HttpError(413, 'body-too-large', message);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'not-json', 'The body is not JSON; send {"text": "…"} or {"texts": ["…"]}.');
  }
}
