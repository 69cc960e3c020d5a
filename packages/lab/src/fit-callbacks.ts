import { earlyStopping } from '@rnn-lab/engine';
import type { Callback, EpochLogs } from '@rnn-lab/engine';

/** @param patience epochs without a lower validation loss after which the fit stops; null: never */
export function earlyStoppingCallbacks(patience: number | null): Callback[] {
  return patience === null ? [] : [earlyStopping({ patience, restoreBestWeights: true })];
}

/** Stops once the validation loss is below the goal. */
export function stopBelow(goal: number): Callback {
  return {
    onEpochEnd({ validation }, fit) {
      if (validation && validation.loss < goal) fit.stop(`val_loss is below ${goal}`);
    },
  };
}

/** The first epoch with it, whose weights the engine's early stopping restores. */
export function lowestValidationLoss(history: readonly EpochLogs[]): EpochLogs {
  const lossOf = ({ validation }: EpochLogs) => validation?.loss ?? Infinity;
  return history.reduce((best, epoch) => (lossOf(epoch) < lossOf(best) ? epoch : best));
}
