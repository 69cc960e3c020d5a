import type * as Extensions from 'fs-native-extensions';

// The package that keeps two downloads apart. Its prebuilt binaries need no install script, its locks belong to the open
// file (OFD locks on Linux, LockFileEx on Windows), and the system releases them when a process dies. koffi could call the
// same functions, but with the struct layouts and constants of every platform written here.

let loaded: typeof Extensions | null | undefined;

/**
 * Locks an open file until it is closed. Does not wait.
 *
 * @returns false while another one's lock excludes this one; null if the file system or the platform has no locks
 */
export function tryLock(descriptor: number, mode: 'exclusive' | 'shared'): boolean | null {
  loaded = loaded === undefined ? load() : loaded;
  try {
    return loaded?.tryLock(descriptor, { shared: mode === 'shared' }) ?? null;
  } catch {
    return null;
  }
}

function load(): typeof Extensions | null {
  try {
    return require('fs-native-extensions') as typeof Extensions;
  } catch {
    return null;
  }
}
