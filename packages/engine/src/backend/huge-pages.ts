import { MOST_BYTES } from './heap';
import { addressOf, loadKoffi } from './koffi';

/** `MADV_HUGEPAGE` of Linux's `madvise`. */
const HUGE_PAGES = 14;

type Advise = (address: number, bytes: number, advice: number) => number;

/** Kept, because koffi never forgets a function that it has described. */
let madvise: Advise | undefined;

/**
 * Asks Linux to put the memory on pages of 2 MB instead of 4 kB, before anything is written to it. A batch uses rows from
 * all over an embedding's table and its slots, so that with small pages most of them miss the CPU's cache of addresses.
 * Only a hint, which the system may leave alone; other platforms have no such call.
 */
export function adviseHugePages(memory: WebAssembly.Memory): void {
  if (process.platform !== 'linux') return;
  madvise ??= loadKoffi()
    .load(null)
    .func('int madvise(uintptr_t address, size_t bytes, int advice)') as Advise;
  madvise(addressOf(memory.buffer), MOST_BYTES, HUGE_PAGES);
}
