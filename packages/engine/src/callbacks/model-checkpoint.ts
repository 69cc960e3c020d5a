import { checkOptions } from '../options';
import type { EpochLogs, NamedWeight } from '../types';
import type { Callback } from './callback';
import type { MonitorOptions } from './monitor';
import { Monitor, MONITOR_CHECKS } from './monitor';

export interface ModelCheckpointOptions extends Omit<MonitorOptions, 'minDelta'> {
  /** Called after every epoch that is the best so far; `fit` waits for it. */
  save(weights: NamedWeight[], logs: EpochLogs): void | Promise<void>;
}

const CHECKS = {
  monitor: MONITOR_CHECKS.monitor,
  mode: MONITOR_CHECKS.mode,
  save: (value: unknown) => (typeof value === 'function' ? undefined : 'a function'),
};

/**
 * Keras's `ModelCheckpoint` with `save_best_only`: passes on the weights of the best epoch so far.
 *
 * @throws InputError if an option is invalid
 */
export function modelCheckpoint(options: ModelCheckpointOptions): Callback {
  checkOptions('modelCheckpoint', options, CHECKS);
  const monitor = new Monitor(options);
  let best: number | undefined;

  return {
    onFitBegin(fit) {
      monitor.begin(fit);
      best = undefined;
    },
    async onEpochEnd(logs, fit) {
      const value = monitor.value(logs);
      if (!monitor.isBetter(value, best)) return;
      best = value;
      await options.save(await fit.getWeights(), logs);
    },
    getState: () => best,
    setState(state, fit) {
      monitor.begin(fit);
      best = state as typeof best;
    },
  };
}
