import { say } from '../language';
import { grouped } from './format';
import type { Terminal } from './terminal';

/** Up to this many epochs, all are printed. */
const MOST_LINES = 30;
/** After a line, the next epoch is printed if this much time has passed. */
const QUIET_MS = 1000;

/**
 * Prints a line per epoch. Of more than 30 epochs, prints 1, 2, 5, 10, 20, …, the last, and one per second: short epochs would
 * fill a log. Says so once.
 */
export class EpochLines {
  #held?: string;
  #printed = -Infinity;
  #explained = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly epochs: number,
  ) {}

  add(epoch: number, line: string): void {
    this.#held = line;
    const { epochs } = this;
    const isDue = performance.now() - this.#printed >= QUIET_MS;
    if (epochs <= MOST_LINES || epoch === epochs || isRound(epoch) || isDue) this.flush();
    else this.#explain();
  }

  /** Prints the newest epoch, unless it is printed already: training has ended. */
  flush(): void {
    if (this.#held === undefined) return;
    this.terminal.line(this.#held);
    this.#held = undefined;
    this.#printed = performance.now();
  }

  #explain(): void {
    if (this.#explained) return;
    this.#explained = true;
    const epochs = grouped(this.epochs);
    this.terminal.line(
      say({
        en: `Of ${epochs} epochs, this prints 1, 2, 5, 10, 20, …, and one per second; metrics.jsonl has all of them`,
        ko: `에포크 ${epochs}개 가운데 1, 2, 5, 10, 20, …과 1초마다 하나를 출력합니다. 모두 metrics.jsonl에 있습니다`,
      }),
    );
  }
}

/** 1, 2 or 5 times a power of ten. */
function isRound(epoch: number): boolean {
  return /^[125]0*$/.test(String(epoch));
}
