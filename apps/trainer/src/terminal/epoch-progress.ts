import { say } from '../language';
import { duration, grouped } from './format';
import type { EpochLogs, Logs, StepLogs } from '@rnn-lab/engine';
import type { Progress, Terminal } from './terminal';

const EXAMPLES = say({ en: 'examples', ko: '샘플' });

/** Shows an epoch like Keras: a progress bar with the means so far. */
export class EpochProgress {
  readonly #bar: Progress;
  readonly #begin = performance.now();
  readonly #sums: Logs = { loss: 0 };
  #lastStep = this.#begin;
  #done = 0;

  /** @param rows training rows of the epoch */
  constructor(
    terminal: Terminal,
    private readonly label: string,
    private readonly rows: number,
    /** Rows trained on before a resume. */
    private readonly before: number,
  ) {
    this.#bar = terminal.progress(label, EXAMPLES);
  }

  /** The bar shows loss and accuracy: other metrics of an epoch may be no means of its batches'. */
  step({ batchSize, loss, accuracy }: StepLogs): void {
    this.#lastStep = performance.now();
    this.#done += batchSize;
    this.#sums.loss += loss * batchSize;
    if (accuracy !== undefined) this.#sums.accuracy = (this.#sums.accuracy ?? 0) + accuracy * batchSize;
    this.#bar.update(this.before + this.#done, this.rows, formatLogs(this.#sums, this.#done));
  }

  /** The epoch as one line: time, speed and metrics. */
  end({ train, validation }: EpochLogs): string {
    const seconds = (performance.now() - this.#begin) / 1000;
    const rate = this.#done / ((this.#lastStep - this.#begin) / 1000);
    const line = [this.label, duration(seconds)];
    if (this.#done > 0) line.push(`${grouped(rate)} ${EXAMPLES}/s`);
    line.push(formatLogs(train));
    if (validation) line.push(formatLogs(validation, 1, 'val_'));
    return line.join(' - ');
  }
}

/** loss: 0.3865 - accuracy: 0.8225 */
function formatLogs(logs: Logs, divisor = 1, prefix = ''): string {
  return Object.entries(logs)
    .map(([name, value]) => `${prefix}${name}: ${(value / divisor).toFixed(4)}`)
    .join(' - ');
}
