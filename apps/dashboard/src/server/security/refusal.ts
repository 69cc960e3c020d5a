import { NextResponse } from 'next/server';
import { isOwnHost, isSameOrigin } from '@rnn-lab/access';
import { isSignedIn, requiredToken, SESSION_COOKIE } from '#server/security/access';
import { signInPage } from '#api/links';
import type { ErrorDetails } from '@rnn-lab/runs';
import type { NextRequest } from 'next/server';
import type { ApiError } from '#api/errors';

/** Methods that pages and some route of the API have. */
const METHODS = { page: ['GET', 'HEAD'], api: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] };
/** Paths that need no token: signing in and the health check. */
const OPEN = /^\/(sign-in|api\/v1\/(session|health)|icon\.svg|_next\/static\/.*)$/;

/** The response to a request with a foreign host or origin, another method or without the token; null if it is accepted. */
export function refusal(request: NextRequest): Response | null {
  const refused = findRefusal(request);
  return refused && secure(refused, request.nextUrl.pathname);
}

/** Sets the headers that every response has. */
export function secure(response: Response, pathname: string): Response {
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('Referrer-Policy', 'same-origin');
  response.headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  if (pathname.startsWith('/api/')) response.headers.set('Content-Security-Policy', "default-src 'none'");
  return response;
}

function findRefusal(request: NextRequest): Response | null {
  const { headers, method, nextUrl, cookies } = request;
  const host = headers.get('host');
  if (!isOwnHost(host, process.env.RNN_LAB_HOSTNAME)) {
    return refuse(
      403,
      `This dashboard does not answer to the name ${host}; --hostname says to which it does.`,
      { code: 'foreign-host', values: { host: host ?? '' } },
    );
  }
  const isApi = nextUrl.pathname.startsWith('/api/');
  const allowed = METHODS[isApi ? 'api' : 'page'];
  if (!allowed.includes(method)) return refuseMethod(allowed.join(', '));
  if (!['GET', 'HEAD', 'OPTIONS'].includes(method) && !isSameOrigin(headers)) {
    const details = { code: 'foreign-page', values: {} };
    return refuse(403, 'Only pages of this dashboard may change anything.', details);
  }
  const token = requiredToken();
  if (!token || OPEN.test(nextUrl.pathname)) return null;
  const authorization = headers.get('authorization');
  if (isSignedIn(token, { authorization, session: cookies.get(SESSION_COOKIE)?.value })) return null;
  if (isApi) {
    const details = { code: 'not-signed-in', values: {} };
    const refused = refuse(401, 'Sign in, or send the token as "Authorization: Bearer".', details);
    refused.headers.set('WWW-Authenticate', 'Bearer');
    return refused;
  }
  const signIn = new URL(signInPage(nextUrl.pathname + nextUrl.search), `${nextUrl.protocol}//${host}`);
  return NextResponse.redirect(signIn, 303);
}

function refuse(status: number, error: string, details: ErrorDetails): Response {
  return Response.json({ error, details } satisfies ApiError, { status });
}

function refuseMethod(allowed: string): Response {
  const details = { code: 'method-not-allowed', values: { allowed } };
  const refused = refuse(405, `Send one of the methods ${allowed}.`, details);
  refused.headers.set('Allow', allowed);
  return refused;
}
