import { Format, SingleBar } from 'cli-progress';
import { say } from '../language';
import { duration, grouped } from './format';
import type { Bar, StreamName } from '../messages';

/** Writes lines and draws one progress bar. Writing removes the bar first. */
export class Screen {
  #bar?: { id: number; drawn: SingleBar };

  write(stream: StreamName, text: string): void {
    this.clear();
    process[stream].write(text);
  }

  /** Draws a bar, or updates the current one; does nothing if the stream isn't a terminal. */
  progress(bar: Bar, done: number, total: number, note: string): void {
    if (!process[bar.stream].isTTY) return;
    if (this.#bar?.id !== bar.id) {
      this.clear();
      this.#bar = { id: bar.id, drawn: singleBar(bar) };
      this.#bar.drawn.start(total, done, { note });
    }
    const { drawn } = this.#bar;
    drawn.setTotal(total);
    drawn.update(done, { note });
  }

  /** Removes the bar and its timer, which would keep the process alive; turns line wrap back on. */
  clear(): void {
    this.#bar?.drawn.stop();
    this.#bar = undefined;
  }
}

function singleBar({ stream, label, unit, begin }: Bar): SingleBar {
  return new SingleBar({
    stream: process[stream],
    clearOnComplete: true,
    gracefulExit: false,
    barsize: Math.min(30, Math.max(4, (process[stream].columns || 80) - 80)),
    barGlue: '>',
    format: (options, { progress, value, total }, { note }: { note: string }) => {
      const rate = value / Math.max((Date.now() - begin) / 1000, 1e-3);
      const left = value
        ? say({
            en: `${duration((total - value) / rate)} left`,
            ko: `${duration((total - value) / rate)} 남음`,
          })
        : '';
      const facts = [left, note, `${grouped(rate)} ${unit}/s`].filter(Boolean);
      return `${label} [${Format.BarFormat(progress, options)}] ${facts.join(' - ')}`;
    },
  });
}
