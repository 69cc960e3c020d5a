import { checkOptions, flag, number, optional } from '../options';
import type { NamedWeight } from '../types';
import type { Callback } from './callback';
import type { MonitorOptions } from './monitor';
import { Monitor, MONITOR_CHECKS } from './monitor';

export interface EarlyStoppingOptions extends MonitorOptions {
  /** Epochs without an improvement after which training stops; default 0. */
  patience?: number;
  /** An improvement restarts the wait only if it is better than this, too. */
  baseline?: number;
  /** Whether the weights of the best epoch are restored at the end; default false. */
  restoreBestWeights?: boolean;
  /** Epochs at the beginning that don't count; default 0. */
  startFromEpoch?: number;
}

interface State {
  wait: number;
  best?: number;
  bestWeights?: NamedWeight[];
}

const CHECKS = {
  ...MONITOR_CHECKS,
  patience: optional(number({ from: 0 })),
  baseline: optional(number({})),
  restoreBestWeights: optional(flag),
  startFromEpoch: optional(number({ from: 0 })),
};

/**
 * Keras's `EarlyStopping`: stops when a value has not improved for `patience` epochs.
 *
 * @throws InputError if an option is invalid
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  checkOptions('earlyStopping', options, CHECKS);
  const { patience = 0, baseline, restoreBestWeights = false, startFromEpoch = 0 } = options;
  const monitor = new Monitor(options);
  let wait: number;
  let best: number | undefined;
  let bestWeights: NamedWeight[] | undefined;

  return {
    onFitBegin(fit) {
      monitor.begin(fit);
      wait = 0;
      best = bestWeights = undefined;
    },
    async onEpochEnd(logs, fit) {
      if (logs.epoch <= startFromEpoch) return;
      const value = monitor.value(logs);
      wait++;
      if (monitor.isBetter(value, best)) {
        best = value;
        if (restoreBestWeights) bestWeights = await fit.getWeights();
        if (monitor.isBetter(value, baseline)) wait = 0;
      } else if (wait >= patience && logs.epoch > 1) {
        fit.stop(`${monitor.name} has not improved for ${wait} ${wait === 1 ? 'epoch' : 'epochs'}`);
      }
    },
    async onFitEnd(_history, fit) {
      if (bestWeights) await fit.setWeights(bestWeights);
    },
    getState: () => ({ wait, best, bestWeights }) satisfies State,
    setState(state, fit) {
      monitor.begin(fit);
      ({ wait, best, bestWeights } = state as State);
    },
  };
}
