import { hasToken, isOwnHost, isSameOrigin } from '@rnn-lab/access';
import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error';

/** Whom the server answers. */
export interface Access {
  /** The host that the server listens on. */
  hostname: string;
  token?: string;
}

/**
 * Refuses requests by another host name (DNS rebinding), and of pages of another origin.
 *
 * @throws HttpError 403
 */
export function refuseForeign(request: IncomingMessage, { hostname }: Access): void {
  const host = request.headers.host ?? null;
  if (!isOwnHost(host, hostname)) {
    const message = `This server does not answer to the name ${host}; --hostname says to which it does.`;
    throw new HttpError(403, 'foreign-host', message);
  }
  const headers = new Headers();
  for (const name of ['host', 'origin', 'sec-fetch-site']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  if (!isSameOrigin(headers)) {
    throw new HttpError(403, 'foreign-page', 'Pages of other origins may not ask this server.');
  }
}

/** @throws HttpError 401 */
export function requireToken({ headers }: IncomingMessage, { token }: Access): void {
  if (token === undefined || hasToken(headers.authorization ?? null, token)) return;
  const message = 'Send the token of RNN_LAB_TOKEN as "Authorization: Bearer".';
  throw new HttpError(401, 'no-token', message, { 'WWW-Authenticate': 'Bearer' });
}
