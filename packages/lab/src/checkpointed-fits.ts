import { RunsError } from '@rnn-lab/runs';
import { VERSION } from './progress';
import type { Checkpoint, Engine, EpochLogs, FitOptions, Outputs } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/errors';
import type { RunWriter } from '@rnn-lab/runs';
import type { Job } from './lab';
import type { Progress } from './progress';
import type { RunResults } from './run-results';

/** The fits of one run, whose checkpoints each have the fits before them, too. */
export class CheckpointedFits {
  /** The final checkpoints of the fits so far. */
  #ended: readonly Checkpoint[] = [];

  constructor(
    private readonly job: Job,
    private readonly writer: RunWriter,
    private readonly results: RunResults,
    /** What a resumed run continues from. */
    private readonly progress?: Progress,
  ) {}

  /** What the next fit continues from. */
  get resumed(): Checkpoint | undefined {
    return this.progress?.fits[this.#ended.length];
  }

  /** Seconds of training before the run was resumed. */
  get earlierSeconds(): number {
    return this.progress?.trainSeconds ?? 0;
  }

  /**
   * Fits with checkpoints. One that can't be written, for example on a full disk, costs a warning and not the training.
   *
   * @param trainSeconds returns the run's training time so far
   */
  async fit<Y extends Outputs>(
    engine: Engine<Y>,
    x: NdArray,
    y: Y,
    options: FitOptions<Y>,
    trainSeconds: () => number,
  ): Promise<EpochLogs[]> {
    const { writer } = this;
    const { settings, signal, onEvent } = this.job;
    const earlier = this.#ended;
    const resume = this.resumed;
    let last = resume;
    const save = async (checkpoint: Checkpoint) => {
      last = checkpoint;
      const fits = [...earlier, checkpoint];
      const content: Progress = { version: VERSION, trainSeconds: trainSeconds(), fits };
      try {
        await writer.saveCheckpoint(fits[0].trainer.step, content);
      } catch (error) {
        if (!(error instanceof RunsError) || error.code !== 'unwritable-checkpoint') throw error;
        onEvent({ kind: 'warning', message: `${error.message} Training continues without this checkpoint.` });
      }
    };
    const onSaved = (seconds: number) => this.results.addSeconds('checkpoints', seconds);
    // The run is written to only once the engine has accepted the checkpoint.
    const begin = () => writer.begin();
    const history = await engine.fit(x, y, {
      ...options,
      signal,
      resume,
      callbacks: [{ onFitBegin: begin, setState: begin }, ...(options.callbacks ?? [])],
      checkpoints: { seconds: settings.checkpointSeconds, save, onSaved },
    });
    await begin();
    this.#ended = last ? [...earlier, last] : earlier;
    return history;
  }
}
