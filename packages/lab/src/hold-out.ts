import { createEngine } from '@rnn-lab/engine';
import { HOLDOUT_FOLDER } from '@rnn-lab/runs';
import * as tf from '@tensorflow/tfjs';
import { judgeModel } from './judge-model';
import { compileOptions } from './training-plan';
import type { FitOptions, Outputs } from '@rnn-lab/engine';
import type { Judged } from './judge-model';
import type { SessionParts } from './session-parts';
import type { HoldOut } from './training-plan';

/**
 * Trains a model on the part of a series that precedes one origin, and judges its forecasts of what follows. A function of its
 * own, so that nothing refers to its engine's memory when the next one is allocated.
 */
export async function judgeHoldOut(
  { job, plan, writer, fits, results }: Pick<SessionParts, 'job' | 'plan' | 'writer' | 'fits' | 'results'>,
  { model, train, validation, preprocessing, forecasts }: HoldOut,
  fit: FitOptions<Outputs>,
  { isSaved }: { isSaved: boolean },
): Promise<Judged> {
  const { settings, signal } = job;
  writer.enter('training');
  const engine = await createEngine<Outputs>(settings.engine, model, compileOptions(plan, settings));
  try {
    const trainSeconds = () => results.timings.train ?? 0;
    const validationData = validation && ([validation.x, validation.y] as const);
    await fits.fit(engine, train.x, train.y, { ...fit, validationData }, trainSeconds);
    signal.throwIfAborted();
    writer.enter('evaluating');
    const judged = await judgeModel(model, engine, forecasts, signal);
    if (isSaved) {
      await engine.syncModel();
      await model.save(tf.io.withSaveHandler(writer.saveHoldoutModel));
      writer.writePreprocessing(preprocessing, HOLDOUT_FOLDER);
    }
    return judged;
  } finally {
    await engine.close();
  }
}
