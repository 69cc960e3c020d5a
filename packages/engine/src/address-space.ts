import { UserError } from '@rnn-lab/errors';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { EngineName } from './types';

const GIB = 2 ** 30;
/** What Node.js takes besides the engine: its heaps, the program's thread, libraries, data. 2.3 GiB for sine, 3.1 for NSMC. */
const PROGRAM = 4 * GIB;
/** A worker thread: V8's heap and code, the stack, an arena of malloc. Measured: 0.6 GiB. */
const THREAD = 0.75 * GIB;
/** Addresses of a WebAssembly memory: its 4 GiB, and in most builds of V8 guard regions that save bounds checks. */
const MEMORY = 4 * GIB;
const GUARDED_MEMORY = 10 * GIB;
/** Attempts to free what closed engines hold, each after this many milliseconds more. */
const ATTEMPTS = 10;
const RETRY_MS = 20;

/** Addresses in bytes that this process may reserve, and has reserved; undefined without a limit, or if it can't be read. */
export function addressSpace(): { limit: number; used: number } | undefined {
  if (process.platform !== 'linux') return undefined;
  const limit = numberIn('/proc/self/limits', /^Max address space +(\d+) /m);
  const kilobytes = numberIn('/proc/self/status', /^VmSize:\s+(\d+) kB/m);
  return limit && kilobytes ? { limit, used: 1024 * kilobytes } : undefined;
}

/**
 * Addresses in bytes that a program needs which trains with this engine. The memories that initial weights are computed in
 * are freed before their model's engine starts.
 *
 * @param engines how many there are at the same time
 */
export function addressSpaceOf(engine: EngineName, { workers = 1, engines = 1 } = {}): number {
  const each = ofEngine(engine, workers);
  return PROGRAM + (engines - 1) * each + Math.max(each, memoryBytes());
}

/**
 * Refuses a limit on addresses (`ulimit -v`) at which V8, which needs them for threads too, could abort the process in the
 * middle of its work.
 *
 * @param what names what needs so much
 * @throws UserError `no-address-space`
 */
export function refuseAddressSpace(what: string, needed: number): void {
  const { limit } = addressSpace() ?? { limit: Infinity };
  if (limit < needed) throw shortage(what, limit, needed);
}

/**
 * Under a limit, frees the addresses of closed engines and of initial weights, before another engine starts.
 *
 * @throws UserError `no-address-space` if it still has too few
 */
export async function freeAddressSpace(engine: EngineName, workers = 1): Promise<void> {
  const needed = ofEngine(engine, workers);
  // Always, because what is left besides the engine may be too little for a heap or a thread.
  if (free() < Infinity) collectGarbage();
  for (let attempt = 0; free() < needed; attempt++) {
    if (attempt === ATTEMPTS) throw shortage(`one more engine ${engine}`, free(), needed);
    collectGarbage();
    // A thread that has just ended still holds its engine.
    await setTimeout(attempt * RETRY_MS);
  }
}

function free(): number {
  const space = addressSpace();
  return space ? space.limit - space.used : Infinity;
}

/** The worker threads of the engine cpu each have a memory for their predictions. */
function ofEngine(engine: EngineName, workers: number): number {
  return engine === 'cpu' ? memoryBytes() + workers * (THREAD + memoryBytes()) : THREAD;
}

function memoryBytes(): number {
  return guarded() ? GUARDED_MEMORY : MEMORY;
}

function shortage(what: string, available: number, needed: number): UserError {
  return new UserError(
    'no-address-space',
    `${gibibytes(needed)} of address space are needed for ${what}, and the system allows ${gibibytes(available)}; ` +
      'raise the limit (ulimit -v unlimited).',
    { needed, available, guarded: String(guarded()) },
  );
}

function gibibytes(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}

let guards: boolean | undefined;

/** Whether this process's WebAssembly memories have guard regions (`--disable-wasm-trap-handler`, or a build without). */
function guarded(): boolean {
  if (guards !== undefined) return guards;
  const before = addressSpace()?.used ?? 0;
  try {
    new WebAssembly.Memory({ initial: 0, maximum: 1 });
    guards = (addressSpace()?.used ?? 0) - before > GIB;
  } catch {
    guards = true;
  }
  if (guards) collectGarbage();
  return guards;
}

/**
 * Frees the memories of earlier trainings. V8 does it only if another memory has no place, not if a thread has none.
 * Loaded this way, as Jest does, it needs no flag on the command line.
 */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function numberIn(file: string, pattern: RegExp): number | undefined {
  try {
    const [, digits] = pattern.exec(readFileSync(file, 'utf8')) ?? [];
    return digits === undefined ? undefined : Number(digits);
  } catch {
    return undefined;
  }
}
