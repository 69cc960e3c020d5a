import type { ErrorDetails } from '@rnn-lab/runs';
import type { ApiError } from '../server/contract';

/** The API refused; `message` is its sentence in English, which `useSentence` says in the page's language. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    message: string,
    /** HTTP status; 0 where no server answered. */
    readonly status: number,
    readonly details: ErrorDetails | null,
  ) {
    super(message);
  }
}

/** Reads from the API: `path` behind /api/v1. Throws an `ApiFailure`. */
export function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request<T>(path, { signal });
}

/** Changes something through the API. Throws an `ApiFailure`. */
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

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(`/api/v1${path}`, init).catch((error: unknown) => {
    if (error instanceof DOMException) throw error;
    throw new ApiFailure('', 0, null);
  });
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const refusal = body as ApiError | null;
  const sentence = refusal?.error ?? `${response.status} ${response.statusText}`;
  throw new ApiFailure(sentence, response.status, refusal?.details ?? null);
}
