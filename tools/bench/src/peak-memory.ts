import { readFileSync } from 'node:fs';

const POLL_MILLISECONDS = 50;

/** The peak memory of a process. */
export class PeakMemory {
  /** Resident bytes; null if the system has no /proc. */
  bytes: number | null = null;
  #timer?: NodeJS.Timeout;

  /** Polls the kernel's high-water mark, so that only growth after the last poll is missed. */
  follow(pid: number): void {
    this.#timer = setInterval(() => (this.bytes = highWaterMark(pid) ?? this.bytes), POLL_MILLISECONDS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** Bytes; undefined if the process has ended. */
function highWaterMark(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : 1024 * Number(kilobytes);
  } catch {
    return undefined;
  }
}
