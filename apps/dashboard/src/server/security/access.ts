import { hasToken, isSame } from '@rnn-lab/access';
import { createHmac } from 'node:crypto';

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

/** Whether a request presents the token: as `Authorization: Bearer`, or by the session cookie. */
export function isSignedIn(
  token: string,
  { authorization, session }: { authorization: string | null; session: string | undefined },
): boolean {
  if (hasToken(authorization, token)) return true;
  return session !== undefined && isSame(session, sessionOf(token));
}
