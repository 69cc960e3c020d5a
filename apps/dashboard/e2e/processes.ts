import { spawn } from 'node:child_process';
import { findProgram, outcomeOf } from '@rnn-lab/testing';

/** The ids of a process and all its descendants. */
export async function processesOf(root: number): Promise<number[]> {
  const ps = findProgram('ps');
  if (!ps) throw new Error('These tests need ps.');
  const { stdout } = await outcomeOf(spawn(ps, ['-eo', 'pid=,ppid=']));
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = [root];
  for (const id of family) family.push(...pairs.flatMap(([pid, parent]) => (parent === id ? [pid] : [])));
  return family;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Bytes of memory that a process uses. */
export async function memoryOf(pid: number): Promise<number> {
  const ps = findProgram('ps');
  if (!ps) throw new Error('These tests need ps.');
  const { stdout } = await outcomeOf(spawn(ps, ['-o', 'rss=', '-p', String(pid)]));
  return Number(stdout) * 1024;
}
