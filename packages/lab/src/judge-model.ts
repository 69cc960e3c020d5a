import { judge, targetsOf } from './forecast';
import { outputOf } from './output-of';
import type { Engine, Outputs } from '@rnn-lab/engine';
import type * as tf from '@tensorflow/tfjs';
import type { Forecasts, Judgement } from './forecast';

/** Forecasts that were judged, and the model's loss and metrics on them. */
export type Judged = Judgement & { logs: Awaited<ReturnType<Engine<Outputs>['evaluate']>> };

/** Forecasts with a model, and judges that. */
export async function judgeModel(
  model: tf.LayersModel,
  engine: Engine<Outputs>,
  forecasts: Forecasts,
  signal: AbortSignal,
): Promise<Judged> {
  const logs = await engine.evaluate(forecasts.x, targetsOf(forecasts), { signal });
  const predicted = await engine.predict(forecasts.x, { signal });
  return { logs, ...judge(forecasts, (name) => outputOf(model, predicted, name)) };
}
