import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomeOf } from './processes';
import type { Outcome } from './processes';

/** What a program, with all its threads and child processes, wrote and contacted. */
export interface Trace extends Outcome {
  /** Paths of the files and folders that it created or opened for writing, in order. */
  written: string[];
  /** The system calls with an IP address (IPv4 or IPv6). */
  contacts: string[];
}

const CALLS = 'connect,sendto,sendmsg,sendmmsg,openat,open,creat,mkdir,mkdirat';
const WRITE = /\b(O_WRONLY|O_RDWR|O_CREAT)\b/;
const NETWORK = /sa_family=AF_INET/;

/** Runs a program under strace. A relative path in `written` is relative to `cwd`. */
export async function trace(
  program: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env: Record<string, string | undefined> },
): Promise<Trace> {
  const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-trace-'));
  const file = join(folder, 'calls');
  const options = ['-f', '-qq', '--seccomp-bpf', '-s', '4096', '-o', file, '-e', `trace=${CALLS}`];
  try {
    const child = spawn('strace', [...options, program, ...args], { cwd, env });
    const outcome = await outcomeOf(child);
    const calls = readFileSync(file, 'utf8').split('\n');
    return {
      ...outcome,
      written: calls.filter(writes).map((call) => /"(.*?)"/.exec(call)?.[1] ?? call),
      contacts: calls.filter((call) => NETWORK.test(call)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writes(call: string): boolean {
  if (/= -1 E/.test(call)) return false;
  return /\b(mkdir|mkdirat|creat)\(/.test(call) || (/\bopen(at)?\(/.test(call) && WRITE.test(call));
}
