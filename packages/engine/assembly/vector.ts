// Loops over float32 arrays: four elements at a time (T = v128), and the remaining ones one at a time in the first lane
// (T = f32). The compiler makes a branch-free loop for each T, and wasm-opt inlines everything that it calls.

/** Bytes per float32. */
export const SIZE: usize = 4;

/** The largest multiple of 16 bytes (four elements) in `bytes`. */
export function inFours(bytes: usize): usize {
  return bytes & ~15;
}

/** Loads four elements, or one element into every lane. */
export function load4<T>(from: usize): v128 {
  return sizeof<T>() == sizeof<v128>() ? v128.load(from) : v128.load32_splat(from);
}

/** Stores four elements, or the first lane only. */
export function store4<T>(to: usize, value: v128): void {
  if (sizeof<T>() == sizeof<v128>()) v128.store(to, value);
  else v128.store_lane<f32>(to, value, 0);
}
