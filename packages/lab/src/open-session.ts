import { createEngine, metricInfo, outputNames } from '@rnn-lab/engine';
import { openRun } from '@rnn-lab/runs';
import { CheckpointedFits } from './checkpointed-fits';
import { classesOf } from './classes';
import { summarizeModel } from './model-summary';
import { checkResumable } from './progress';
import { gitState } from './provenance';
import { RunResults } from './run-results';
import { RunSession } from './run-session';
import { compileOptions } from './training-plan';
import type { Engine, Outputs } from '@rnn-lab/engine';
import type { RunWriter } from '@rnn-lab/runs';
import type { Job } from './lab';
import type { Progress } from './progress';
import type { SessionContext, TrainingPlan } from './training-plan';

/** A run's writer, and what a resumed run continues from. */
interface OpenWriter {
  writer: RunWriter;
  progress?: Progress;
}

/**
 * Compiles the model of a run that has begun.
 *
 * @throws UserError `classes` if the plan's classes don't fit its model
 */
export function beginSession(
  job: Job,
  plan: TrainingPlan,
  writer: RunWriter,
  context: SessionContext,
): Promise<RunSession> {
  return compiled(job, plan, context, async () => ({ writer }));
}

/**
 * Opens the run in a folder to continue it.
 *
 * @throws UserError like `beginSession`, or `resume-refused` if it isn't the same training
 */
export function resumeSession(
  job: Job,
  plan: TrainingPlan,
  folder: string,
  onStop: () => void,
  context: SessionContext,
): Promise<RunSession> {
  return compiled(job, plan, context, (engine) => openWriter(job, plan, folder, onStop, engine));
}

async function openWriter(
  { settings, onEvent }: Job,
  plan: TrainingPlan,
  folder: string,
  onStop: () => void,
  engine: Engine<Outputs>,
): Promise<OpenWriter> {
  const { run, checkpoint, damaged, writer } = await openRun(folder, onStop);
  const warn = (message: string) => onEvent({ kind: 'warning', message });
  try {
    const progress = checkpoint?.content as Progress | undefined;
    const git = await gitState(settings.repository, warn);
    for (const message of checkResumable({ run, progress, git, plan, engine })) warn(message);
    const from = checkpoint
      ? `after step ${checkpoint.step}`
      : 'from the beginning, because it has no checkpoint';
    for (const file of damaged) warn(`${file} is damaged, so the checkpoint before it is used.`);
    const { id, directory } = writer;
    onEvent({ kind: 'run-started', id, directory, log: (text) => writer.log(text) });
    onEvent({ kind: 'notice', message: `Resuming ${id} ${from}` });
    return { writer, progress };
  } catch (error) {
    writer.interrupt();
    throw error;
  }
}

/** Compiles the plan's model, and closes the engine if the session can't begin. */
async function compiled(
  job: Job,
  plan: TrainingPlan,
  { random, timings }: SessionContext,
  open: (engine: Engine<Outputs>) => Promise<OpenWriter>,
): Promise<RunSession> {
  const { settings, signal, onEvent } = job;
  signal.throwIfAborted();
  const classes = classesOf(plan);
  const model = summarizeModel(plan.model);
  onEvent({ kind: 'model', model });
  const engine = await createEngine<Outputs>(settings.engine, plan.model, compileOptions(plan, settings));
  try {
    const { writer, progress } = await open(engine);
    const results = new RunResults(metricInfo(plan.metrics, outputNames(plan.model)), timings);
    const fits = new CheckpointedFits(job, writer, results, progress);
    writer.update({
      workers: engine.workers,
      model,
      dataset: plan.dataset,
      caveats: plan.caveats ?? [],
      ...classes,
      metricInfo: results.metricInfo,
    });
    onEvent({ kind: 'training-started', rows: plan.dataset.rows });
    return new RunSession({ job, plan, engine, writer, random, fits, results });
  } catch (error) {
    await engine.close();
    throw error;
  }
}
