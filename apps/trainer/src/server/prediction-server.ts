import { DRAIN_LIMITS, drainBody } from '@rnn-lab/access/drain-body';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { UserError } from '@rnn-lab/errors';
import { TEXT_ERRORS } from '../text-place';
import { refuseForeign, requireToken } from './access';
import type { Access } from './access';
import { HttpError } from './http-error';
import { openApiDocument } from './openapi';
import type { PredictRoute } from './predict-route';

/** Milliseconds until a prediction is given up. */
const ANSWER_MS = 10_000;
/** Milliseconds that a client has for its headers, for the whole request, and between two requests. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const IDLE_MS = 60_000;
const CHECK_MS = 5_000;
const MOST_CONNECTIONS = 1000;

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'",
  'Content-Type': 'application/json; charset=utf-8',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

interface Route {
  method: 'GET' | 'POST';
  /** Whether it needs no token. */
  open?: boolean;
  answer(request: IncomingMessage, signal: AbortSignal): object | Promise<object>;
}

export interface ServerOptions {
  run: string;
  predict: PredictRoute;
  /** Inputs that wait or are predicted. */
  waiting(): number;
  access: Access;
  /** An error of the server, not of a request. */
  onError(error: unknown): void;
}

/** The HTTP server of one run's model. It doesn't listen yet. */
export function predictionServer({ run, predict, waiting, access, onError }: ServerOptions): Server {
  const document = openApiDocument(run, predict);
  const routes: Record<string, Route> = {
    '/predict': { method: 'POST', answer: predict.answer },
    '/health': { method: 'GET', open: true, answer: () => ({ status: 'ok', run, waiting: waiting() }) },
    '/openapi.json': { method: 'GET', answer: () => document },
  };

  async function answer(request: IncomingMessage, signal: AbortSignal): Promise<object> {
    refuseForeign(request, access);
    const [path] = (request.url ?? '/').split('?', 1);
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (!route) {
      throw new HttpError(
        404,
        'no-such-path',
        `There is no ${path}; there are ${Object.keys(routes).join(', ')}.`,
      );
    }
    if (!route.open) requireToken(request, access);
    if (request.method !== route.method) {
      const message = `Send a ${route.method} request to ${path}.`;
      throw new HttpError(405, 'method-not-allowed', message, { Allow: route.method });
    }
    return route.answer(request, signal);
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = new AbortController();
    response.on('close', () => closed.abort(new Error('The client has gone.')));
    try {
      send(request, response, 200, await bounded(answer(request, closed.signal)));
    } catch (error) {
      const refused = refusalOf(error);
      if (refused.status === 500 && !closed.signal.aborted) onError(error);
      const { status, code, message, headers } = refused;
      send(request, response, status, { error: message, code }, headers);
    }
  }

  const server = createServer(
    { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS },
    (request, response) => void respond(request, response),
  );
  server.keepAliveTimeout = IDLE_MS;
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

async function bounded<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const message = `There was no answer within ${ANSWER_MS / 1000} s; send fewer texts at a time, or again later.`;
    timer = setTimeout(() => reject(new HttpError(503, 'timeout', message)), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function refusalOf(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof UserError && TEXT_ERRORS.includes(error.code)) {
    return new HttpError(422, error.code, error.message);
  }
  return new HttpError(500, 'failed', 'The server failed; see its output.');
}

/** Sends an answer at once, and drains what the client still sends of its request before the connection is closed. */
function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  const content = Buffer.from(JSON.stringify(body));
  const rest = request.complete ? {} : { Connection: 'close' };
  response.writeHead(status, { ...HEADERS, ...headers, ...rest, 'Content-Length': content.length });
  if (request.complete) {
    response.end(content);
    return;
  }
  response.write(content);
  drainBody(request, DRAIN_LIMITS, () => response.end());
}
