import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Not "session", as cookies know no ports: another service on this machine may have one of that name. */
export const SESSION_COOKIE = 'rnn-lab-session';

/** What everybody must present, where it is set. */
export function requiredToken(): string | undefined {
  return process.env.RNN_LAB_TOKEN || undefined;
}

/** The cookie's value: it lets in who has it, but does not give the token away. */
export function sessionOf(token: string): string {
  return createHmac('sha256', token).update(SESSION_COOKIE).digest('hex');
}

/** In the same time whatever the difference. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** Whether a request presents the token: as `Authorization: Bearer`, or by the cookie of who has signed in. */
export function isSignedIn(
  token: string,
  { authorization, session }: { authorization: string | null; session: string | undefined },
): boolean {
  const [, bearer] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
  // Node gives a header's bytes as Latin-1, whatever they are.
  if (bearer !== undefined && isSame(Buffer.from(bearer, 'latin1').toString(), token)) return true;
  return session !== undefined && isSame(session, sessionOf(token));
}

/** Whether a browser says that a page of this very server asks; other programs say nothing and can't be misled. */
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
