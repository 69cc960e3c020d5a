import { dirname, join } from 'node:path';
import { syncFile, syncFolder, syncTree } from './files';

/** Syncs a run's files to the disk: all of them the first time, then those that were written since. */
export class DiskSync {
  /** Undefined until all files are synced. */
  private written?: Set<string>;

  /** @param directory the run's */
  constructor(private readonly directory: string) {}

  /** Notes that a file of the run was written. */
  add(file: string): void {
    this.written?.add(file);
  }

  /** Syncs the files that were written, and their folders. One that was removed since is no error. */
  sync(): void {
    if (!this.written) return this.syncAll();
    const files = [...this.written];
    for (const file of files) syncFile(join(this.directory, file));
    for (const folder of new Set(files.map(dirname))) syncFolder(join(this.directory, folder));
    this.written.clear();
  }

  /** Syncs all files of the run, also those that weren't noted. */
  syncAll(): void {
    syncTree(this.directory);
    syncFolder(dirname(this.directory));
    this.written = new Set();
  }
}
