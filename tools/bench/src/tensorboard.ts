import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { endProcess } from './bounded';
import { MissingPeerError } from './peer';
import { residentBytes } from './process-tree';

/** Milliseconds to wait for all runs at most. */
const PATIENCE = 15 * 60_000;
/** Milliseconds for one answer: TensorBoard answers slowly while it loads. */
const ANSWER_LIMIT = 60_000;

export interface TensorBoardResults {
  name: string;
  /** Milliseconds from its start until it lists every run with its scalars; null if that takes too long. */
  allRunsAfter: number | null;
  /** Bytes at that time. */
  memory: number;
}

/**
 * Writes the scalars of the runs as event files, and times how long TensorBoard takes to list them.
 *
 * @throws MissingPeerError if Python or a module is not installed
 */
export async function measureTensorBoard(runsDir: string, runs: number): Promise<TensorBoardResults> {
  const python = process.env.PYTHON || 'python3';
  const logs = await mkdtemp(join(tmpdir(), 'rnn-lab-tensorboard-'));
  try {
    const version = await writeEvents(python, runsDir, logs);
    const port = await freePort();
    const started = performance.now();
    const args = ['-m', 'tensorboard.main', '--logdir', logs, '--port', String(port), '--host', '127.0.0.1'];
    const server = spawn(python, args, { stdio: 'ignore' });
    try {
      const address = `http://127.0.0.1:${port}/data/plugin/scalars/tags`;
      while (performance.now() - started < PATIENCE) {
        if ((await runsListed(address)) >= runs) break;
        await sleep(250);
      }
      const elapsed = performance.now() - started;
      return {
        name: `TensorBoard ${version}`,
        allRunsAfter: elapsed < PATIENCE ? elapsed : null,
        memory: residentBytes(server.pid ?? 0),
      };
    } finally {
      await endProcess(server, 'TensorBoard');
    }
  } finally {
    await rm(logs, { recursive: true });
  }
}

async function writeEvents(python: string, runsDir: string, logs: string): Promise<string> {
  const script = join(__dirname, '../python/write_events.py');
  const run = promisify(execFile)(python, ['-B', script, runsDir, logs], {
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
  });
  const { stdout } = await run.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new MissingPeerError(
      `TensorBoard is not measured: there is no ${python}; PYTHON can name another.`,
    );
  });
  const answer = JSON.parse(stdout) as { version: string } | { missing: string };
  if ('version' in answer) return answer.version;
  throw new MissingPeerError(`TensorBoard is not measured: ${python} has no module ${answer.missing}.`);
}

/** Number of runs that it lists with at least three scalars. */
async function runsListed(address: string): Promise<number> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_LIMIT) });
    const runs = (await response.json()) as Record<string, Record<string, unknown>>;
    return Object.values(runs).filter((tags) => Object.keys(tags).length >= 3).length;
  } catch {
    // It isn't listening yet, or is busy.
    return 0;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
