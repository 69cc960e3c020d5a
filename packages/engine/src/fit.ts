import type { Callback } from './callbacks/callback';
import type { Checkpoint, TrainerState } from './checkpoint';
import { checkOrigin, originOf } from './checkpoint';
import { CheckpointSaver } from './checkpoint-saver';
import { rowWeights } from './class-weight';
import { EpochProgress } from './epoch-progress';
import type { Output } from './outputs';
import type { Rows, TrainingRows } from './rows';
import { gather, splitValidation } from './rows';
import { RunningFit } from './running-fit';
import type { StepHistograms, StepRecord, Trainer } from './trainer';
import type { Engine, EpochLogs, FitOptions, Outputs, StepLogs } from './types';

/**
 * The training loop of Keras's `Model.fit`: takes the validation rows from the end before any shuffling; visits the
 * training rows once per epoch in a new random order, including the smaller last batch; reports the loss as a mean over
 * samples, and the metrics of all the epoch's predictions; and evaluates the validation rows after every epoch.
 *
 * @param validationData takes precedence over `options.validationSplit`
 * @param prepare called once with the training rows, before the first epoch
 */
export async function runFit(
  engine: Engine<Outputs>,
  outputs: readonly Output[],
  rows: Rows,
  validationData: Rows | undefined,
  options: FitOptions<Outputs>,
  prepare: (rows: TrainingRows) => Promise<Trainer>,
): Promise<EpochLogs[]> {
  const { signal, random } = options;
  const { train, validation } = splitValidation(rows, validationData, options);
  const trainer = await prepare({ ...train, weights: rowWeights(train.y, options.classWeight) });
  const callbacks: readonly Callback[] = [options, ...(options.callbacks ?? [])];
  const fit = new RunningFit(engine, trainer, outputs, validation !== undefined);
  const origin =
    options.checkpoints || options.resume ? originOf(trainer, outputs, { train, validation }, options) : {};

  let { resume } = options;
  if (resume) {
    checkOrigin(resume, origin);
    await trainer.restore(resume.trainer);
    random.setState(resume.random);
    fit.stopReason = resume.stopReason;
  }
  const order = resume?.order.slice() ?? Int32Array.from({ length: train.x.shape[0] }, (_, row) => row);
  const history = [...(resume?.history ?? [])];
  if (resume?.fitEnded) return history;
  let step = resume?.trainer.step ?? 0;
  let seconds = resume?.seconds ?? 0;
  let progress = new EpochProgress(0, outputs);
  const targetsOf = (first: number, end: number) => {
    const batch = order.subarray(first, end);
    return train.y.map((array) => gather(array, batch));
  };
  const capture = (state: TrainerState, fitEnded = false): Checkpoint => ({
    origin,
    trainer: state,
    random: random.getState(),
    order: order.slice(),
    ...progress.save(),
    fitEnded,
    history: [...history],
    seconds,
    stopReason: fit.stopReason,
    callbacks: callbacks.map((callback) => callback.getState?.()),
  });

  signal?.throwIfAborted();
  for (const [i, callback] of callbacks.entries()) {
    if (resume && callback.setState) await callback.setState(resume.callbacks[i], fit);
    else await callback.onFitBegin?.(fit);
  }
  const saver = options.checkpoints && new CheckpointSaver(options.checkpoints, trainer);
  if (saver) signal?.addEventListener('abort', saver.interrupt);
  try {
    const first = resume?.epoch ?? 1;
    for (let epoch = first; epoch <= options.epochs; epoch++) {
      if (!resume && fit.stopReason !== undefined) break;
      if (!resume) random.shuffle(order);
      progress = new EpochProgress(epoch, outputs, resume);
      const before = seconds;
      const onStep = (record: StepRecord) => {
        const logs = progress.add(record, targetsOf);
        step = record.step;
        seconds = before + record.seconds;
        const stepLogs: StepLogs = { ...logs, step, batchSize: record.batchSize, epoch, seconds };
        for (const callback of callbacks) callback.onStepEnd?.(stepLogs, fit);
      };
      const onHistograms = (histograms: StepHistograms) =>
        options.histograms?.onHistograms({ step, epoch, ...histograms });
      const onSnapshot = (state: TrainerState) => saver?.save(capture(state));
      if (!resume?.epochEnded) {
        // A callback had stopped this epoch when the checkpoint was taken.
        const rows = fit.stopReason === undefined ? order : order.subarray(0, progress.samples);
        saver?.beginEpoch();
        await fit.training(() => trainer.epoch(rows, progress.done, { onStep, onHistograms, onSnapshot }));
      }
      resume = undefined;
      saver?.throwIfFailed();
      progress.ended = progress.samples === order.length || fit.stopReason !== undefined;
      signal?.throwIfAborted();
      if (progress.samples === 0) break;

      const logs: EpochLogs = {
        epoch,
        step,
        train: progress.logs(),
        validation: validation && (await trainer.evaluate(validation)),
        seconds,
      };
      signal?.throwIfAborted();
      progress.ended = false;
      history.push(logs);
      for (const callback of callbacks) await callback.onEpochEnd?.(logs, fit);
    }
    for (const callback of callbacks) await callback.onFitEnd?.(history, fit);
    await saver?.saveNow(() => capture(trainer.snapshot(), true));
    saver?.throwIfFailed();
    return history;
  } catch (error) {
    if (signal?.aborted && progress.ended) await saver?.saveNow(() => capture(trainer.snapshot()));
    throw error;
  } finally {
    if (saver) signal?.removeEventListener('abort', saver.interrupt);
    await saver?.close();
  }
}
