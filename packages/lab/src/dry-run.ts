import { createEngine } from '@rnn-lab/engine';
import { classesOf } from './classes';
import { summarizeModel } from './model-summary';
import { compileOptions } from './training-plan';
import type { NdArray, Outputs } from '@rnn-lab/engine';
import type { Job } from './lab';
import type { RunSession } from './run-session';
import type { TrainingPlan, TrainOptions } from './training-plan';

/** What an experiment does with its run. */
export type TrainingRun = Pick<
  RunSession,
  | 'writePreprocessing'
  | 'writeData'
  | 'fit'
  | 'combine'
  | 'evaluate'
  | 'writePredictions'
  | 'forecast'
  | 'holdOut'
  | 'compare'
  | 'baseline'
  | 'writeMemory'
>;

/** A run that trains and writes nothing: it reports what would be trained. */
export class DryRun implements TrainingRun {
  private constructor(
    private readonly job: Job,
    private readonly plan: TrainingPlan,
  ) {}

  /**
   * Compiles the model, as `beginSession` does.
   *
   * @throws UserError if the engine can't train the model, or the plan's classes don't fit it
   */
  static async begin(job: Job, plan: TrainingPlan): Promise<DryRun> {
    const { settings, signal, onEvent } = job;
    signal.throwIfAborted();
    classesOf(plan);
    onEvent({ kind: 'model', model: summarizeModel(plan.model) });
    const engine = await createEngine<Outputs>(settings.engine, plan.model, compileOptions(plan, settings));
    await engine.close();
    onEvent({ kind: 'caveats', caveats: plan.caveats ?? [] });
    return new DryRun(job, plan);
  }

  fit(_x: NdArray, _y: Outputs, { epochs, batchSize }: TrainOptions): Promise<void> {
    const { rows } = this.plan.dataset;
    const steps = Math.ceil(rows.train / batchSize);
    this.job.onEvent({ kind: 'would-train', rows, epochs, batchSize, steps });
    return Promise.resolve();
  }

  writePreprocessing = () => undefined;
  writeData = () => undefined;
  baseline = () => undefined;
  writeMemory = () => undefined;
  combine = () => Promise.resolve();
  evaluate = () => Promise.resolve();
  writePredictions = () => Promise.resolve();
  compare = () => Promise.resolve();
  forecast = () => Promise.resolve();
  holdOut = () => Promise.resolve();
}
