import { randomBytes } from 'node:crypto';
import { NextResponse } from 'next/server';
import { contentSecurityPolicy } from '#server/security/content-security-policy';
import { refusal, secure } from '#server/security/refusal';
import type { NextRequest } from 'next/server';

/**
 * Pages on which TensorFlow.js compiles WebAssembly. A browser keeps the policy of the page it loaded, so links to the
 * playground must load the page instead of navigating on the client.
 */
const PLAYGROUND = /^\/runs\/[^/]+\/playground$/;

/** Runs before every request: checks host, origin and token, and sets the security headers. */
export function proxy(request: NextRequest): Response {
  return refusal(request) ?? secure(answer(request), request.nextUrl.pathname);
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
