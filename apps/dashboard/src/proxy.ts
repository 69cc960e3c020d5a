import { randomBytes } from 'node:crypto';
import { NextResponse } from 'next/server';
import { isOwnHost, isSameOrigin } from '@rnn-lab/access';
import { isSignedIn, requiredToken, SESSION_COOKIE } from '#server/security/access';
import { contentSecurityPolicy } from '#server/security/content-security-policy';
import { signInPage } from '#api/links';
import type { ErrorDetails } from '@rnn-lab/runs';
import type { NextRequest } from 'next/server';
import type { ApiError } from '#api/errors';

/** Methods that pages and some route of the API have. */
const METHODS = { page: ['GET', 'HEAD'], api: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PATCH', 'DELETE'] };
/** Paths that need no token: signing in and the health check. */
const OPEN = /^\/(sign-in|api\/v1\/(session|health)|icon\.svg|_next\/static\/.*)$/;
/**
 * Pages on which TensorFlow.js compiles WebAssembly. A browser keeps the policy of the page it loaded, so links to the
 * playground must load the page instead of navigating on the client.
 */
const PLAYGROUND = /^\/runs\/[^/]+\/playground$/;

/** Runs before every request: checks host, origin and token, and sets the security headers. */
export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  const response = refusal(request) ?? answer(request);
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('Referrer-Policy', 'same-origin');
  response.headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  if (pathname.startsWith('/api/')) response.headers.set('Content-Security-Policy', "default-src 'none'");
  return response;
}

function refusal(request: NextRequest): Response | null {
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

/** Next.js reads the nonce for its own scripts from the policy in the request's headers. */
function answer(request: NextRequest): Response {
  if (request.nextUrl.pathname.startsWith('/api/')) return NextResponse.next();
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy({ nonce, wasm: PLAYGROUND.test(request.nextUrl.pathname) });
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}
