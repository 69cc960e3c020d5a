import { checkOptions, number, optional } from '../options';
import type { Callback } from './callback';
import type { MonitorOptions } from './monitor';
import { Monitor, MONITOR_CHECKS } from './monitor';

export interface ReduceLearningRateOnPlateauOptions extends MonitorOptions {
  /** What the learning rate is multiplied by, below 1; default 0.1. */
  factor?: number;
  /** Epochs without an improvement after which it is reduced; default 10. */
  patience?: number;
  /** A smaller change is no improvement; default 1e-4. */
  minDelta?: number;
  /** Epochs after a reduction that don't count; default 0. */
  cooldown?: number;
  /** The lowest product of all reductions; default 0. Keras's `min_lr`, as a fraction of the optimizer's learning rate. */
  minFactor?: number;
}

interface State {
  wait: number;
  cooling: number;
  best?: number;
}

const CHECKS = {
  ...MONITOR_CHECKS,
  factor: optional(number({ above: 0, below: 1 })),
  patience: optional(number({ from: 0 })),
  cooldown: optional(number({ from: 0 })),
  minFactor: optional(number({ from: 0, to: 1 })),
};

/**
 * Keras's `ReduceLROnPlateau`: reduces the learning rate when a value has not improved for `patience` epochs. It changes
 * the factor of the learning rate, so it combines with a schedule.
 *
 * @throws InputError if an option is invalid
 */
export function reduceLearningRateOnPlateau(options: ReduceLearningRateOnPlateauOptions = {}): Callback {
  checkOptions('reduceLearningRateOnPlateau', options, CHECKS);
  const { factor = 0.1, patience = 10, minDelta = 1e-4, cooldown = 0, minFactor = 0 } = options;
  // However often it is reduced, the factor must stay above 0.
  const lowest = Math.max(minFactor, Number.MIN_VALUE);
  const monitor = new Monitor({ ...options, minDelta });
  let wait: number;
  let cooling: number;
  let best: number | undefined;

  return {
    onFitBegin(fit) {
      monitor.begin(fit);
      wait = cooling = 0;
      best = undefined;
    },
    onEpochEnd(logs, fit) {
      const value = monitor.value(logs);
      if (cooling > 0) {
        cooling--;
        wait = 0;
      }
      if (monitor.isBetter(value, best)) {
        best = value;
        wait = 0;
      } else if (cooling === 0) {
        wait++;
        if (wait >= patience && fit.learningRateFactor > lowest) {
          fit.setLearningRateFactor(Math.max(fit.learningRateFactor * factor, lowest));
          cooling = cooldown;
          wait = 0;
        }
      }
    },
    getState: () => ({ wait, cooling, best }) satisfies State,
    setState(state, fit) {
      monitor.begin(fit);
      ({ wait, cooling, best } = state as State);
    },
  };
}
