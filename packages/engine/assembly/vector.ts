// Float32 numbers in memory, four at a time (T = v128); the rest of a row, too short for four, one by one in the first
// lane (T = f32). A loop is compiled for each, without a question in it, and wasm-opt inlines all that it calls.

export const SIZE: usize = 4;

/** How many of the bytes are read in fours. */
export function inFours(bytes: usize): usize {
  return bytes & ~15;
}

export function load4<T>(from: usize): v128 {
  return sizeof<T>() == sizeof<v128>() ? v128.load(from) : v128.load32_splat(from);
}

export function store4<T>(to: usize, value: v128): void {
  if (sizeof<T>() == sizeof<v128>()) v128.store(to, value);
  else v128.store_lane<f32>(to, value, 0);
}

/** to ← to + from, numbers from byte `begin` to `end` */
export function addRange<T>(begin: usize, end: usize, from: usize, to: usize): void {
  for (let k = begin; k < end; k += sizeof<T>()) {
    store4<T>(to + k, f32x4.add(load4<T>(to + k), load4<T>(from + k)));
  }
}
