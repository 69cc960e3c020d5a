import { spawnSync } from 'node:child_process';
import { findProgram } from './tools';

/** A mount namespace: what is mounted in it is gone when its last process ends. Needs no privilege. */
const NAMESPACE = ['--mount', '--map-root-user'];

const ON_TMPFS = `
  options=$1 folder=$2 copy=$3
  shift 3
  mkdir -p "$folder" && mount -t tmpfs -o "$options" none "$folder" || exit
  "$@"
  code=$?
  cp -a "$folder" "$copy"
  exit $code`;

/** Whether this machine lets its user mount file systems. */
export function canMount(): boolean {
  const mount = [...NAMESPACE, 'mount', '-t', 'tmpfs', 'none', '/mnt'];
  return findProgram('unshare') !== undefined && spawnSync('unshare', mount).status === 0;
}

/**
 * The arguments of `unshare` that run a command with a file system of its own in a folder, for example a small or a
 * read-only one, and copy what is on it at the end.
 *
 * @param options of the mount, for example `size=100k` or `ro`
 * @param copy must not exist
 */
export function onTmpfs(options: string, folder: string, copy: string, command: readonly string[]): string[] {
  return [...NAMESPACE, 'sh', '-c', ON_TMPFS, 'sh', options, folder, copy, ...command];
}
