import { readdirSync, readFileSync } from 'node:fs';

interface Status {
  pid: number;
  parent: number;
  bytes: number;
}

/** Resident bytes of a process and its descendants; Linux only. */
export function residentBytes(pid: number): number {
  const all = readdirSync('/proc').flatMap((name) => statusOf(name) ?? []);
  const sumOf = (parent: Status): number =>
    all.filter((each) => each.parent === parent.pid).reduce((sum, child) => sum + sumOf(child), parent.bytes);
  const root = all.find((each) => each.pid === pid);
  return root ? sumOf(root) : NaN;
}

function statusOf(name: string): Status | null {
  if (!/^\d+$/.test(name)) return null;
  try {
    const status = readFileSync(`/proc/${name}/status`, 'utf8');
    const number = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { pid: Number(name), parent: number('PPid'), bytes: 1024 * number('VmRSS') };
  } catch {
    return null;
  }
}
