import { API_ROOT } from '#api/links';
import { checkConnection } from './connection';
import type { ErrorDetails } from '@rnn-lab/runs';
import type { ApiError } from '#api/errors';

/** Request timeout in milliseconds; large predictions take seconds on a busy machine. */
const LONGEST_REQUEST = 60_000;

/** An error response of the API; `message` is in English, and `useSentence` translates it. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    message: string,
    /** HTTP status; 0 if the server didn't respond. */
    readonly status: number,
    readonly details: ErrorDetails | null,
  ) {
    super(message);
  }
}

/** GET from the API; `path` is relative to /api/v1. Throws an `ApiFailure`. */
export function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request<T>(path, { signal });
}

/** A request that changes something through the API. Throws an `ApiFailure`. */
export function sendJson<T>(
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  if (body === undefined) return request<T>(path, { method, signal });
  return request<T>(path, {
    method,
    signal,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function request<T>(path: string, { signal, ...init }: RequestInit): Promise<T> {
  const limit = AbortSignal.timeout(LONGEST_REQUEST);
  const signals = signal ? [signal, limit] : [limit];
  const unreachable = (error: unknown): never => {
    // The caller has aborted the request.
    if (signal?.aborted) throw error;
    checkConnection();
    throw new ApiFailure('', 0, null);
  };
  const asked = fetch(`${API_ROOT}${path}`, { ...init, signal: AbortSignal.any(signals) });
  const response = await asked.catch(unreachable);
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch((error: unknown) => {
    if (error instanceof SyntaxError) return null;
    return unreachable(error);
  });
  if (response.ok) return body as T;
  const refusal = body as ApiError | null;
  const sentence = refusal?.error ?? `${response.status} ${response.statusText}`;
  throw new ApiFailure(sentence, response.status, refusal?.details ?? null);
}
