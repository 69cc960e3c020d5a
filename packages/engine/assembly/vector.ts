// Float32 numbers in memory, four at a time; the rest of a row, too short for four, one by one in the first lane.

export const WIDTH: usize = 16;
export const SIZE: usize = 4;

/** Whether four numbers are left from byte `i` to byte `end`. */
export function four(i: usize, end: usize): bool {
  return i + WIDTH <= end;
}

/** Bytes to go on by. */
export function stride(full: bool): usize {
  return full ? WIDTH : SIZE;
}

export function load4(from: usize, full: bool): v128 {
  return full ? v128.load(from) : v128.load32_splat(from);
}

export function store4(to: usize, value: v128, full: bool): void {
  if (full) v128.store(to, value);
  else v128.store_lane<f32>(to, value, 0);
}
