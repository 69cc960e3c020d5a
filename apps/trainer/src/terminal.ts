import { Format, SingleBar } from 'cli-progress';

/** A progress bar; `note` stands behind it. It goes away with the next line. */
export interface Progress {
  update(done: number, total: number, note?: string): void;
}

/** Where a person reads along: stdout, or stderr where stdout is for a program. */
export class Terminal {
  #bar?: SingleBar;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  line(text = ''): void {
    this.clear();
    this.stream.write(`${text}\n`);
  }

  warn(sentence: string): void {
    this.clear();
    process.stderr.write(`Warning: ${sentence}\n`);
  }

  /** A progress bar, where the stream is a terminal. */
  progress(label: string, unit: string): Progress {
    const begin = Date.now();
    const bar = new SingleBar({
      stream: this.stream,
      clearOnComplete: true,
      gracefulExit: false,
      barsize: Math.min(30, Math.max(4, (this.stream.columns || 80) - 80)),
      barGlue: '>',
      format: (options, { progress, value, total }, { note }: { note: string }) => {
        const rate = value / Math.max((Date.now() - begin) / 1000, 1e-3);
        const left = value ? `${duration((total - value) / rate)} left` : '';
        const facts = [left, note, `${grouped(rate)} ${unit}/s`].filter(Boolean);
        return `${label} [${Format.BarFormat(progress, options)}] ${facts.join(' - ')}`;
      },
    });
    return {
      update: (done, total, note = '') => {
        if (this.#bar !== bar) {
          this.#bar = bar;
          bar.start(total, done, { note });
        }
        bar.setTotal(total);
        bar.update(done, { note });
      },
    };
  }

  /** Takes away the bar that is there. */
  clear(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

/** 9.4s · 2m 05s */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)}s`;
  if (seconds < 60) return `${Math.round(seconds)}s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}m ${String(whole % 60).padStart(2, '0')}s`;
}

/** 149,995 */
export function grouped(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}
