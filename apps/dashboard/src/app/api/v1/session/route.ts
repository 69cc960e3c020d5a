import { isSame } from '@rnn-lab/access';
import { bytesOf, route } from '#server/http/route';
import { requiredToken, SESSION_COOKIE, sessionOf } from '#server/security/access';
import { localPath } from '#server/security/local-path';
import { signInPage } from '#api/links';
import type { NextRequest } from 'next/server';

/** Seconds for which a browser stays signed in. */
const MAX_AGE = 30 * 24 * 60 * 60;

/** The sign-in form's target: redirects to `next`, or back to the form if the token is wrong. */
export const POST = route(async (request) => {
  const form = await formOf(request);
  const [given, next] = [String(form.get('token') ?? ''), localPath(String(form.get('next') ?? ''))];
  const token = requiredToken();
  if (token && !isSame(given, token)) return seeOther(signInPage(next, { isWrong: true }));
  const response = seeOther(next);
  if (token) response.headers.set('Set-Cookie', cookie(sessionOf(token), request));
  return response;
});

/** Empty if the body isn't a form: then there is no token. */
async function formOf(request: NextRequest): Promise<FormData> {
  const body = new Uint8Array(await bytesOf(request));
  return new Response(body, { headers: request.headers }).formData().catch(() => new FormData());
}

function cookie(session: string, request: NextRequest): string {
  const secure = request.headers.get('x-forwarded-proto') === 'https' ? '; Secure' : '';
  return `${SESSION_COOKIE}=${session}; Path=/; Max-Age=${MAX_AGE}; HttpOnly; SameSite=Strict${secure}`;
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location } });
}
