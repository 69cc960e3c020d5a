import type * as Extensions from 'fs-native-extensions';

// The package that keeps two downloads apart. Its prebuilt binaries need no install script, its locks belong to the open
// file (OFD locks on Linux, LockFileEx on Windows), and the system releases them when a process dies. koffi could call the
// same functions, but with the struct layouts and constants of every platform written here.

/** Codes of require-addon, by which the package loads its binary. */
const NO_BINARY = ['ADDON_NOT_FOUND', 'CANNOT_LOAD'];

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
    // Next.js bundles this file. What it doesn't bundle it would look for by a link in .next/node_modules, which Nx's cache
    // doesn't keep; by its own name it is found from there, too.
    return require(/* turbopackIgnore: true */ 'fs-native-extensions') as typeof Extensions;
  } catch (error) {
    // The platform's binary is missing, or doesn't load. A missing package is a fault of the installation.
    if (NO_BINARY.includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
