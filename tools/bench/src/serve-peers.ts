import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { endProcess, fromProcess } from './bounded';
import { MissingPeerError } from './peer';
import { rnnLab } from './program';

/** A server of the run's model. */
export interface ServedModel {
  name: string;
  port: number;
  /** The body of a request for these reviews, by their index. */
  body(reviews: readonly number[]): object;
  /** The probabilities of label 1 in an answer. */
  probabilities(answer: unknown): number[];
  close(): Promise<void>;
}

export interface ServedReviews {
  texts: readonly string[];
  /** The ids of each, as the model reads them. */
  ids: readonly (readonly number[])[];
}

/** `rnn-lab serve`: it gets texts, and tokenizes them. */
export async function serveOurs(directory: string, { texts }: ServedReviews): Promise<ServedModel> {
  const child = spawn(process.execPath, [rnnLab(), 'serve', directory, '--port', '0']);
  const [, port] = await lineOf(child, 'rnn-lab serve', /^Serving \S+ on http:\/\/127\.0\.0\.1:(\d+): /);
  return {
    name: 'rnn-lab serve, from texts',
    port: Number(port),
    body: (reviews) => ({ texts: reviews.map((review) => texts[review]) }),
    probabilities: (answer) =>
      (answer as { predictions: { probabilities: Record<string, number> }[] }).predictions.map(
        ({ probabilities }) => probabilities['1'],
      ),
    close: () => endProcess(child, 'rnn-lab serve'),
  };
}

/**
 * FastAPI and PyTorch: it gets ids, so that it needs no Korean tokenizer.
 *
 * @throws MissingPeerError if Python or a module is not installed
 */
export async function serveFastApi(directory: string, { ids }: ServedReviews): Promise<ServedModel> {
  const title = 'FastAPI + PyTorch';
  const python = process.env.PYTHON || 'python3';
  const script = join(__dirname, '../python/serve_peer.py');
  const child = spawn(python, ['-B', script, join(directory, 'model')]);
  try {
    await once(child, 'spawn');
  } catch {
    throw new MissingPeerError(`${title} is not measured: there is no ${python}; PYTHON can name another.`);
  }
  const [line] = await lineOf(child, title, /^\{.*\}$/);
  const greeting = JSON.parse(line) as { name: string; port: number } | { missing: string };
  if ('missing' in greeting) {
    throw new MissingPeerError(`${title} is not measured: ${python} has no module ${greeting.missing}.`);
  }
  return {
    name: `${greeting.name}, from ids`,
    port: greeting.port,
    body: (reviews) => ({ ids: reviews.map((review) => ids[review]) }),
    probabilities: (answer) => (answer as { probabilities: number[] }).probabilities,
    close: () => endProcess(child, title),
  };
}

/** Waits for a line on a process's stdout. */
async function lineOf(child: ChildProcess, title: string, pattern: RegExp): Promise<RegExpExecArray> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const find = async () => {
    for await (const line of createInterface({ input: child.stdout as Readable })) {
      const match = pattern.exec(line);
      if (match) return match;
    }
    throw new Error(`${title} did not start.\n${stderr.trim()}`);
  };
  const found = await fromProcess(child, `The start of ${title}`, find());
  // What it prints from now on isn't read.
  child.stdout?.resume();
  return found;
}
