import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endProcess, fromProcess } from './bounded';
import { MissingPeerError } from './peer';
import type { Peer, Predictions, Turn } from './peer';

type Greeting = { name: string } | { missing: string };

/**
 * Starts a peer from `tools/bench/python`, with `$PYTHON` or else `python3`.
 *
 * @param title the peer's name in errors
 * @param directory folder that `writeWorkload` wrote
 * @param model its name in the script's models
 * @throws MissingPeerError if Python or a module is not installed
 */
export async function startPythonPeer(
  title: string,
  script: string,
  directory: string,
  model: string,
): Promise<Peer> {
  const python = process.env.PYTHON || 'python3';
  const child = spawn(python, ['-B', join(__dirname, '../python', script), directory, model]);
  try {
    await once(child, 'spawn');
  } catch {
    throw new MissingPeerError(`${title} is not measured: there is no ${python}; PYTHON can name another.`);
  }
  const closed = once(child, 'close');
  child.stdin.on('error', () => {
    // Writing fails if the peer has ended, which the missing answer reports.
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  const answer = async <T>(): Promise<T> => {
    const line = await fromProcess(child, `An answer of ${title}`, lines.next());
    if (line.done) {
      await fromProcess(child, `The end of ${title}`, closed);
      throw new Error(`${title} stopped: ${script} ended without an answer.\n${stderr.trim()}`);
    }
    return JSON.parse(line.value) as T;
  };

  const greeting = await answer<Greeting>();
  if ('missing' in greeting) {
    throw new MissingPeerError(`${title} is not measured: ${python} has no module ${greeting.missing}.`);
  }
  return {
    name: greeting.name,
    async train(steps) {
      child.stdin.write(`${JSON.stringify({ train: steps })}\n`);
      return answer<Turn>();
    },
    async predict(rows) {
      child.stdin.write(`${JSON.stringify({ predict: rows })}\n`);
      return answer<Predictions>();
    },
    async close() {
      await endProcess(child, title, () => child.stdin.end());
    },
  };
}
