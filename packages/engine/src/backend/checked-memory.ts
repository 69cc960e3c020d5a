/** Bytes of the units in which a heap allocates. */
export const UNIT = 64;

/**
 * What kernels import in their checked build, which only tests use: it checks every address that is read or written.
 *
 * @param allocated how many bytes of each unit are allocated, from its beginning
 */
export function memoryChecks(memory: WebAssembly.Memory, allocated: Uint8Array): WebAssembly.ModuleImports {
  const demand = (address: number, bytes: number) => {
    const begin = address >>> 0;
    const end = begin + bytes;
    for (let unit = Math.floor(begin / UNIT); unit * UNIT < end; unit++) {
      if (Math.min(end - unit * UNIT, UNIT) > allocated[unit]) {
        throw new RangeError(`A kernel accesses the bytes ${begin} to ${end}, which are not all allocated.`);
      }
    }
  };
  const bytes = () => new Uint8Array(memory.buffer);
  return {
    check(address: number, offset: number, bytes: number) {
      demand((address >>> 0) + offset, bytes);
      return address;
    },
    copy(to: number, from: number, count: number) {
      demand(to, count);
      demand(from, count);
      bytes().copyWithin(to >>> 0, from >>> 0, (from >>> 0) + count);
    },
    fill(to: number, value: number, count: number) {
      demand(to, count);
      bytes().fill(value, to >>> 0, (to >>> 0) + count);
    },
  };
}
