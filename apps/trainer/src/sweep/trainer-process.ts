import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { folderTypedIn } from '../folders';
import { sweepVariable } from './sweep-variable';
import type { RunFile, SweepJob } from '@rnn-lab/runs';

const PROGRAM = join(__dirname, '../../bin/rnn-lab.js');
/** How long an interrupted process may take to write its checkpoint. */
const END_MS = 60_000;
/** Characters of stderr to keep: its last line is the reason of a failure. */
const MOST_STDERR = 10_000;

/** Variables that aren't passed on. */
const OWN_VARIABLES = ['RNN_LAB_LOST_FLAGS', 'RNN_LAB_QUEUE_PASSWORD', 'RNN_LAB_TOKEN'];

/** How a trainer process ended. */
export interface Ending {
  /** 0, 1 for a failed run, 2 for refused input, 130 for an interrupted run; null if it was killed. */
  code: number | null;
  /** The run that it wrote; null if it wrote none, or was killed. */
  id: string | null;
  /** The last line on stderr. */
  message: string;
}

/**
 * Runs rnn-lab in a process of its own. It is in a process group of its own, so that Ctrl-C on a terminal reaches it through
 * `signal` alone, and it ends its run if this process dies (see `main.ts`).
 *
 * @param sweep the job that run.json names
 * @param signal interrupts it
 */
export async function trainInProcess(
  args: readonly string[],
  sweep: SweepJob,
  signal: AbortSignal,
): Promise<Ending> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...sweepVariable(sweep) };
  for (const name of OWN_VARIABLES) delete env[name];
  const child = spawn(process.execPath, [PROGRAM, ...args, '--json', '--quiet'], {
    cwd: folderTypedIn(),
    env,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    printed.stderr = (printed.stderr + text).slice(-MOST_STDERR);
  });

  let deadline: NodeJS.Timeout | undefined;
  const interrupt = () => {
    child.kill('SIGINT');
    deadline = setTimeout(() => child.kill('SIGKILL'), END_MS);
  };
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, id: idOf(printed.stdout), message: lastLine(printed.stderr) };
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', interrupt);
  }
}

/** The id in the run.json that `--json` prints. */
function idOf(stdout: string): string | null {
  const line = lastLine(stdout);
  return line.startsWith('{') ? (JSON.parse(line) as RunFile).id : null;
}

function lastLine(text: string): string {
  return (text.trimEnd().split('\n').at(-1) ?? '').replace(/^rnn-lab: /, '');
}
