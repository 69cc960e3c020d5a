import { request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

interface RawRequest {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: Uint8Array;
}

/**
 * A request with path and Host header sent verbatim; `fetch` would normalize them. A stream of events, which doesn't end,
 * counts as answered when it begins.
 */
export function rawRequest(
  address: string,
  path: string,
  { method = 'GET', headers = {}, body }: RawRequest = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    // The server may close an idle connection in the moment in which it is used again.
    const options = { hostname, port, path, method, headers, agent: false };
    const sent = request(options, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      let text = '';
      const answer = () => resolve({ status, headers: answered, text });
      if (answered['content-type'] === 'text/event-stream') {
        answer();
        sent.destroy();
        return;
      }
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', answer);
    });
    sent.on('error', reject).end(body);
  });
}

export interface ServerEvent<T = unknown> {
  event: string;
  id: string | undefined;
  data: T;
}

/** The server-sent events of an address; the connection ends with the loop. */
export async function* serverEvents(
  url: string,
  headers: Record<string, string> = {},
): AsyncGenerator<ServerEvent> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (!response.body) throw new Error(`${url} answered nothing.`);
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]));
        const data = fields.get('data');
        if (data !== undefined) {
          yield { event: fields.get('event') ?? '', id: fields.get('id'), data: JSON.parse(data) };
        }
      }
    }
  } finally {
    abort.abort();
  }
}
