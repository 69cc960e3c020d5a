import { createHash, timingSafeEqual } from 'node:crypto';

/** Constant-time comparison. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Whether a request presents the token.
 *
 * @param authorization the header, as Node has decoded it
 */
export function hasToken(authorization: string | null, token: string): boolean {
  const [, bearer] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
  // Node decodes header bytes as Latin-1.
  return bearer !== undefined && isSame(Buffer.from(bearer, 'latin1').toString(), token);
}

/** Protects against CSRF: whether the browser's headers name this origin. Other programs send no such headers. */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  return origin === null || hostOf(origin) === headers.get('host');
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
