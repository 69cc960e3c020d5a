import type { Checkpoint, CheckpointOptions } from './checkpoint';
import type { Trainer } from './trainer';

/** Takes a fit's checkpoints: every few seconds, when the fit is interrupted, and at its end. */
export class CheckpointSaver {
  private timer?: NodeJS.Timeout;
  private saving: Promise<void> = Promise.resolve();
  private failure?: { error: unknown };

  constructor(
    private readonly options: CheckpointOptions,
    private readonly trainer: Trainer,
  ) {
    this.schedule();
  }

  /** Ends the epoch after a step, with a checkpoint. */
  readonly interrupt = (): void => this.trainer.requestSnapshot('stop');

  /** Saves a checkpoint whose arrays nothing changes until it is saved. */
  save(checkpoint: Checkpoint): void {
    clearTimeout(this.timer);
    this.saving = this.attempt(checkpoint);
  }

  /** Saves a checkpoint after the one in progress. */
  async saveNow(capture: () => Checkpoint): Promise<void> {
    await this.saving;
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

  private async attempt(checkpoint: Checkpoint): Promise<void> {
    try {
      await this.options.save(checkpoint);
    } catch (error) {
      this.failure ??= { error };
      this.trainer.stop();
    }
    this.trainer.releaseSnapshot();
    this.schedule();
  }

  private schedule(): void {
    this.timer = setTimeout(() => this.trainer.requestSnapshot('continue'), 1000 * this.options.seconds);
    this.timer.unref();
  }
}
