import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Not just "session": cookies ignore ports, so another local service could use that name. */
export const SESSION_COOKIE = 'rnn-lab-session';

/** The token that every request must present, if one is set. */
export function requiredToken(): string | undefined {
  return process.env.RNN_LAB_TOKEN || undefined;
}

/** The session cookie's value: it authenticates without revealing the token. */
export function sessionOf(token: string): string {
  return createHmac('sha256', token).update(SESSION_COOKIE).digest('hex');
}

/** Constant-time comparison. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** Whether a request presents the token: as `Authorization: Bearer`, or by the session cookie. */
export function isSignedIn(
  token: string,
  { authorization, session }: { authorization: string | null; session: string | undefined },
): boolean {
  const [, bearer] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
  // Node decodes header bytes as Latin-1.
  if (bearer !== undefined && isSame(Buffer.from(bearer, 'latin1').toString(), token)) return true;
  return session !== undefined && isSame(session, sessionOf(token));
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
