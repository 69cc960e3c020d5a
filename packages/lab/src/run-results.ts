import { lowestValidationLoss } from './fit-callbacks';
import { pooled } from './forecast';
import type { EpochLogs } from '@rnn-lab/engine';
import type { ForecastErrors } from '@rnn-lab/forecasting';
import type { PredictionLine, RunFile, Split } from '@rnn-lab/runs';
import type { Judged } from './judge-model';
import type { TrainOptions } from './training-plan';

/** What a session has found out so far: what its run.json will end with. */
export class RunResults {
  readonly results: RunFile['results'] = {};
  readonly baselines: RunFile['baselines'] = {};
  readonly metricInfo: RunFile['metricInfo'];
  readonly timings: RunFile['timings'];
  earlyStopping: RunFile['earlyStopping'];
  secondsPerEpoch?: number;

  /** @param timings the run's so far, in seconds */
  constructor(metricInfo: RunFile['metricInfo'], timings: RunFile['timings']) {
    this.metricInfo = metricInfo;
    this.timings = { ...timings };
  }

  addSeconds(name: keyof RunFile['timings'], seconds: number): void {
    this.timings[name] = (this.timings[name] ?? 0) + seconds;
  }

  /** Takes the results of the epoch whose weights the model has, after a fit of `seconds` in all. */
  fitted(
    history: readonly EpochLogs[],
    seconds: number,
    { epochs, earlyStopping: patience = null }: Pick<TrainOptions, 'epochs' | 'earlyStopping'>,
  ): void {
    this.timings.train = seconds;
    this.secondsPerEpoch = seconds / history.length;
    const last = history[history.length - 1];
    const kept = patience === null ? last : lowestValidationLoss(history);
    if (kept.epoch < epochs) this.earlyStopping = { epoch: last.epoch, bestEpoch: kept.epoch };
    const { train, validation } = kept;
    this.results.train = train;
    if (validation) this.results.validation = validation;
  }

  baseline(name: string, split: Split, metrics: ForecastErrors | Readonly<Record<string, number>>): void {
    this.baselines[name] = { ...this.baselines[name], [split]: metrics };
  }

  /**
   * Takes the errors of a split's forecasts and of their baselines.
   *
   * @param judged by origin
   * @returns the lines of predictions
   */
  forecast(split: Split, judged: readonly Judged[]): PredictionLine[] {
    const { errors, metricInfo, baselines, lines } = pooled(judged);
    const mean = (name: string) => judged.reduce((sum, { logs }) => sum + logs[name], 0) / judged.length;
    const logs = Object.fromEntries(Object.keys(judged[0].logs).map((name) => [name, mean(name)]));
    this.results[split] = { ...logs, ...errors };
    Object.assign(this.metricInfo, metricInfo);
    for (const [name, errors] of Object.entries(baselines)) this.baseline(name, split, errors);
    return lines;
  }
}
