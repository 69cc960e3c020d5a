import { readdirSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckpointFile, writeCheckpointFile } from './checkpoint-file';
import {
  checkpointError,
  isFullDisk,
  isMissing,
  isSystemError,
  readError,
  RunsError,
  writeError,
} from './errors';
import { CHECKPOINT_FOLDER, makeFolder, syncFolder } from './files';
import { openInRun } from './open-file';

/** How many are kept: one that turns out to be damaged must not cost the training. */
const KEPT = 2;
const NAME = /^(\d+)\.checkpoint$/;

/** A checkpoint as a run keeps it. */
export interface RunCheckpoint<Content = unknown> {
  /** Length of metrics.jsonl, and the last step in it. */
  bytes: number;
  step: number;
  /** What the training continues from: plain data and typed arrays. */
  content: Content;
}

/** A run's folder checkpoint/. Its files are numbered; the newest two are kept. */
export class Checkpoints {
  private readonly folder: string;

  /** @param directory the run's */
  constructor(private readonly directory: string) {
    this.folder = join(directory, CHECKPOINT_FOLDER);
  }

  /**
   * Writes a checkpoint. It appears complete, and is on the disk when this resolves. On a disk without space for one more,
   * it takes the place of the older ones; the newest stays until it is complete.
   *
   * @throws RunsError `unwritable-checkpoint`; the newest of the earlier ones stays
   */
  async save(checkpoint: RunCheckpoint): Promise<void> {
    let file = this.folder;
    try {
      const numbers = this.numbers();
      const removeSurplus = async () => {
        for (const number of numbers.slice(KEPT - 1)) await rm(this.fileOf(number), { force: true });
      };
      file = this.fileOf((numbers[0] ?? 0) + 1);
      makeFolder(this.directory, CHECKPOINT_FOLDER);
      await this.write(file, checkpoint).catch(async (error: unknown) => {
        if (!isFullDisk(error) || numbers.length < KEPT) throw error;
        await removeSurplus();
        await this.write(file, checkpoint);
      });
      await removeSurplus();
    } catch (error) {
      throw isSystemError(error) ? checkpointError(file, error) : error;
    }
  }

  /**
   * The newest intact checkpoint that metrics.jsonl is long enough for; null if there is none.
   *
   * @param onDamaged called with the name of each newer file, which is damaged or can't be read
   * @throws RunsError if none is intact and one can't be read: training must not begin again for want of a permission;
   *   `linked-file`, `special-file`
   */
  async newest(metricsBytes: number, onDamaged: (file: string) => void): Promise<RunCheckpoint | null> {
    let failure: RunsError | undefined;
    for (const number of this.numbersToRead()) {
      const file = nameOf(number);
      try {
        const checkpoint = await this.read(number);
        if (checkpoint && checkpoint.bytes <= metricsBytes) return checkpoint;
      } catch (error) {
        if (error instanceof RunsError) throw error;
        failure ??= readError(file, error);
      }
      onDamaged(file);
    }
    if (failure) throw failure;
    return null;
  }

  /**
   * Removes the checkpoints that are longer than metrics.jsonl, or damaged, or can't be read.
   *
   * @throws RunsError if one can't be removed
   */
  async removeDamaged(metricsBytes: number): Promise<void> {
    for (const number of this.numbersToRead()) {
      const checkpoint = await this.read(number).catch(() => undefined);
      if (checkpoint && checkpoint.bytes <= metricsBytes) continue;
      try {
        rmSync(this.fileOf(number), { recursive: true, force: true });
      } catch (error) {
        throw writeError(this.fileOf(number), error);
      }
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async write(file: string, checkpoint: RunCheckpoint): Promise<void> {
    const temporary = join(this.folder, '.checkpoint.tmp');
    try {
      await rm(temporary, { force: true });
      await writeCheckpointFile(temporary, checkpoint);
      await rename(temporary, file);
      syncFolder(this.folder);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  private async read(number: number): Promise<RunCheckpoint | undefined> {
    const handle = await openInRun(this.directory, nameOf(number));
    try {
      return (await readCheckpointFile(handle)) as RunCheckpoint | undefined;
    } finally {
      await handle.close();
    }
  }

  /** @throws RunsError if the folder can't be read */
  private numbersToRead(): number[] {
    try {
      return this.numbers();
    } catch (error) {
      throw readError(CHECKPOINT_FOLDER, error);
    }
  }

  /** Newest first. */
  private numbers(): number[] {
    try {
      return readdirSync(this.folder)
        .flatMap((name) => NAME.exec(name)?.[1] ?? [])
        .map(Number)
        .sort((a, b) => b - a);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  private fileOf(number: number): string {
    return join(this.directory, nameOf(number));
  }
}

function nameOf(number: number): string {
  return `${CHECKPOINT_FOLDER}/${number}.checkpoint`;
}
