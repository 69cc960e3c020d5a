import { readFileSync } from 'node:fs';
import type { RunFile } from './run-file';

/** Samples that are kept; at twice as many, every second one is dropped. */
const SAMPLES = 64;

type Kept = RunFile['resources'];

/** CPU time and memory of this process, all of its threads included, sampled while it writes a run. */
export class Resources {
  readonly #samples: Kept['samples'];
  /** What the processes before this one used, which the run was resumed from. */
  readonly #earlier: { seconds: number; cpuSeconds: number; peakMemory: number };
  readonly #startedAt = performance.now();
  readonly #cpuAtStart = process.cpuUsage();

  /** @param earlier run.json's field of a run that is resumed */
  constructor({ cpuSeconds, peakMemory, samples }: Kept) {
    this.#samples = samples.slice();
    this.#earlier = { seconds: samples.at(-1)?.seconds ?? 0, cpuSeconds, peakMemory };
  }

  /** Takes a sample; returns all of them for run.json. */
  sample(): Kept {
    const { user, system } = process.cpuUsage(this.#cpuAtStart);
    const cpuSeconds = rounded(this.#earlier.cpuSeconds + (user + system) / 1e6);
    const seconds = rounded(this.#earlier.seconds + (performance.now() - this.#startedAt) / 1000);
    const peakMemory = Math.max(this.#earlier.peakMemory, peakOfProcess());
    const memory = memoryOfProcess();
    if (memory !== undefined) {
      if (this.#samples.length === 2 * SAMPLES) this.#thin();
      this.#samples.push({ seconds, cpuSeconds, memory });
    }
    return { cpuSeconds, peakMemory, samples: this.#samples };
  }

  #thin(): void {
    const kept = this.#samples.filter((_, i) => i % 2 === 0);
    this.#samples.splice(0, Infinity, ...kept);
  }
}

/** Bytes; undefined without a free descriptor: Node.js opens a file. The write of the run then fails too, and says why. */
function memoryOfProcess(): number | undefined {
  try {
    return process.memoryUsage.rss();
  } catch {
    return undefined;
  }
}

/**
 * Bytes. On Linux not `resourceUsage().maxRSS`, which begins with the memory of the process that started this one
 * (getrusage(2), "maxrss").
 */
function peakOfProcess(): number {
  if (process.platform === 'linux') {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(statusOfProcess()) ?? [];
    if (kilobytes) return Number(kilobytes) * 1024;
  }
  return process.resourceUsage().maxRSS * 1024;
}

function statusOfProcess(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    // Without /proc, as in some containers.
    return '';
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
