import { metricInfo, outputNames } from '@rnn-lab/engine';
import { expectedEnd } from './expected-end';
import { earlyStoppingCallbacks, stopBelow } from './fit-callbacks';
import type { Outputs } from '@rnn-lab/engine';
import type { NdArray } from '@rnn-lab/errors';
import type { SessionParts } from './session-parts';
import type { TrainOptions } from './training-plan';

/** Fits a session's model: writes and reports every step and epoch, and takes the results. */
export async function fitModel(
  { job: { onEvent, settings }, plan, engine, writer, random, fits, results }: SessionParts,
  x: NdArray,
  y: Outputs,
  { epochs, earlyStopping = null, goal, ...options }: TrainOptions,
): Promise<void> {
  const rows = plan.dataset.rows.train;
  const everySteps = settings.histograms;
  const names = Object.keys(metricInfo(plan.metrics, outputNames(plan.model)));
  const started = performance.now();
  const trainSeconds = () => fits.earlierSeconds + (performance.now() - started) / 1000;
  const endAfter = expectedEnd(epochs * Math.ceil(rows / options.batchSize));
  writer.enter('training');
  const { resumed } = fits;
  if (!resumed?.fitEnded) {
    const { epoch = 1, sums } = resumed ?? {};
    onEvent({ kind: 'epoch-started', epoch, epochs, rows, done: sums?.samples ?? 0 });
  }

  const history = await fits.fit(
    engine,
    x,
    y,
    {
      ...options,
      epochs,
      random,
      histograms:
        everySteps === null ? undefined : { everySteps, onHistograms: (line) => writer.histograms(line) },
      callbacks: [...earlyStoppingCallbacks(earlyStopping), ...(goal === undefined ? [] : [stopBelow(goal)])],
      onStepEnd: (logs) => {
        const { step, epoch, seconds: t } = logs;
        const metrics = Object.fromEntries(names.map((name) => [name, logs[name]]));
        writer.step({ step, epoch, t, ...metrics });
        writer.expectEnd(endAfter(step));
        onEvent({ kind: 'step', logs });
      },
      onEpochEnd: (logs) => {
        const { step, epoch, seconds: t, train, validation } = logs;
        writer.epoch({ split: 'train', step, epoch, t, ...train });
        if (validation) writer.epoch({ split: 'validation', step, epoch, t, ...validation });
        onEvent({ kind: 'epoch-ended', logs });
        if (epoch < epochs) onEvent({ kind: 'epoch-started', epoch: epoch + 1, epochs, rows, done: 0 });
      },
    },
    trainSeconds,
  );
  results.fitted(history, trainSeconds(), { epochs, earlyStopping });
}
