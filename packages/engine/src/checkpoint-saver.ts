import type { Checkpoint, CheckpointOptions } from './checkpoint';
import type { Trainer } from './trainer';

/** Takes a fit's checkpoints: every few seconds, when the fit is interrupted, and at its end. */
export class CheckpointSaver {
  private timer?: NodeJS.Timeout;
  /** When the checkpoint was asked for whose arrays are being copied, in milliseconds. */
  private dueAt?: number;
  private saving: Promise<void> = Promise.resolve();
  private failure?: { error: unknown };

  constructor(
    private readonly options: CheckpointOptions,
    private readonly trainer: Trainer,
  ) {
    this.schedule();
  }

  /** Ends the epoch after a step, with a checkpoint. */
  readonly interrupt = (): void => this.request('stop');

  /** A checkpoint that is due is taken by the next step: the validation before it doesn't count. */
  beginEpoch(): void {
    if (this.dueAt !== undefined) this.dueAt = performance.now();
  }

  /** Saves a checkpoint whose arrays nothing changes until it is saved. */
  save(checkpoint: Checkpoint): void {
    clearTimeout(this.timer);
    this.saving = this.attempt(checkpoint);
  }

  /** Saves a checkpoint after the one in progress. */
  async saveNow(capture: () => Checkpoint): Promise<void> {
    await this.saving;
    this.dueAt = performance.now();
    this.save(capture());
    await this.saving;
  }

  /** Throws what saving a checkpoint failed with. */
  throwIfFailed(): void {
    if (this.failure) throw this.failure.error;
  }

  /** Waits for the checkpoint in progress. */
  async close(): Promise<void> {
    await this.saving;
    clearTimeout(this.timer);
  }

  private request(then: Parameters<Trainer['requestSnapshot']>[0]): void {
    this.dueAt ??= performance.now();
    this.trainer.requestSnapshot(then);
  }

  private async attempt(checkpoint: Checkpoint): Promise<void> {
    const dueAt = this.dueAt ?? performance.now();
    this.dueAt = undefined;
    try {
      await this.options.save(checkpoint);
      this.options.onSaved?.((performance.now() - dueAt) / 1000);
    } catch (error) {
      this.failure ??= { error };
      this.trainer.stop();
    }
    this.trainer.releaseSnapshot();
    this.schedule();
  }

  private schedule(): void {
    this.timer = setTimeout(() => this.request('continue'), 1000 * this.options.seconds);
    this.timer.unref();
  }
}
