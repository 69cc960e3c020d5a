import { InputError } from '../errors';
import type { Check } from '../options';
import { number, optional } from '../options';
import type { EpochLogs } from '../types';
import type { Fit } from './callback';

export interface MonitorOptions {
  /** `val_` and a metric for that of the validation rows; default `val_loss`. */
  monitor?: string;
  /** Whether a lower or a higher value is better; by default what the metric says. */
  mode?: 'min' | 'max';
  /** A smaller change is no improvement. */
  minDelta?: number;
}

export const MONITOR_CHECKS = {
  monitor: optional((value) => (typeof value === 'string' ? undefined : 'the name of a metric')),
  mode: optional((value) => (value === 'min' || value === 'max' ? undefined : '"min" or "max"')),
  minDelta: optional(number({})),
} satisfies Record<string, Check>;

/** The value that a callback monitors, with the rules of Keras's `MonitorCallback`. */
export class Monitor {
  readonly name: string;
  private higher = false;

  constructor(private readonly options: MonitorOptions) {
    this.name = options.monitor ?? 'val_loss';
  }

  /** @throws InputError if the fit doesn't report the value */
  begin({ metrics }: Fit): void {
    if (!Object.hasOwn(metrics, this.name)) {
      const known = Object.keys(metrics).join(', ');
      throw new InputError(`A callback monitors "${this.name}", but this fit reports only ${known}.`);
    }
    const { mode = metrics[this.name].better === 'higher' ? 'max' : 'min' } = this.options;
    this.higher = mode === 'max';
  }

  value({ train, validation }: EpochLogs): number {
    return this.name.startsWith('val_')
      ? (validation as EpochLogs['train'])[this.name.slice('val_'.length)]
      : train[this.name];
  }

  /** NaN is never better, and every number is better than undefined. */
  isBetter(value: number, than: number | undefined): boolean {
    if (Number.isNaN(value)) return false;
    if (than === undefined) return true;
    const delta = Math.abs(this.options.minDelta ?? 0);
    return this.higher ? value - delta > than : value + delta < than;
  }
}
