import { readFileSync } from 'node:fs';

const POLL_MILLISECONDS = 50;

/** The most memory that a process has held at once. */
export class PeakMemory {
  /** Resident bytes; null where the system has no /proc to tell. */
  bytes: number | null = null;
  #timer?: NodeJS.Timeout;

  /** Looks again and again: the kernel keeps the mark, so that only what comes after the last look is missed. */
  follow(pid: number): void {
    this.#timer = setInterval(() => (this.bytes = highWaterMark(pid) ?? this.bytes), POLL_MILLISECONDS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** undefined once the process has ended. */
function highWaterMark(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : 1024 * Number(kilobytes);
  } catch {
    return undefined;
  }
}
