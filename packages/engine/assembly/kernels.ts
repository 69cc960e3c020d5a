// AssemblyScript: loops over float32 numbers in shared memory, four at a time. Pointers count bytes, n counts numbers.

const WIDTH: usize = 16;
const SIZE: usize = 4;

/** Adam's step: see `adamUpdate`, of which these are the numbers. */
export function adam(w: usize, m: usize, v: usize, g: usize, n: usize, stepSize: f32): void {
  const alpha = f32x4.splat(stepSize);
  const end = n * SIZE;
  let i: usize = 0;
  for (; i + WIDTH <= end; i += WIDTH) {
    const gradient = v128.load(g + i);
    const first = nextFirstMoment(v128.load(m + i), gradient);
    const second = nextSecondMoment(v128.load(v + i), gradient);
    v128.store(m + i, first);
    v128.store(v + i, second);
    v128.store(w + i, f32x4.sub(v128.load(w + i), f32x4.mul(alpha, direction(first, second))));
  }
  for (; i < end; i += SIZE) {
    const gradient = v128.load32_splat(g + i);
    const first = nextFirstMoment(v128.load32_splat(m + i), gradient);
    const second = nextSecondMoment(v128.load32_splat(v + i), gradient);
    storeOne(m + i, first);
    storeOne(v + i, second);
    storeOne(w + i, f32x4.sub(v128.load32_splat(w + i), f32x4.mul(alpha, direction(first, second))));
  }
}

/** The steps that a row without gradient missed: see `LazyAdam`, whose series begins with s0 … s3. */
export function adamMissed(
  w: usize,
  m: usize,
  v: usize,
  n: usize,
  s0: f32,
  s1: f32,
  s2: f32,
  s3: f32,
  fadeM: f32,
  fadeV: f32,
): void {
  const end = n * SIZE;
  let i: usize = 0;
  for (; i + WIDTH <= end; i += WIDTH) {
    const first = v128.load(m + i);
    const second = v128.load(v + i);
    v128.store(w + i, f32x4.sub(v128.load(w + i), missed(first, second, s0, s1, s2, s3)));
    v128.store(m + i, f32x4.mul(first, f32x4.splat(fadeM)));
    v128.store(v + i, f32x4.mul(second, f32x4.splat(fadeV)));
  }
  for (; i < end; i += SIZE) {
    const first = v128.load32_splat(m + i);
    const second = v128.load32_splat(v + i);
    storeOne(w + i, f32x4.sub(v128.load32_splat(w + i), missed(first, second, s0, s1, s2, s3)));
    storeOne(m + i, f32x4.mul(first, f32x4.splat(fadeM)));
    storeOne(v + i, f32x4.mul(second, f32x4.splat(fadeV)));
  }
}

/** to ← to + from */
export function add(to: usize, from: usize, n: usize): void {
  const end = n * SIZE;
  let i: usize = 0;
  for (; i + WIDTH <= end; i += WIDTH) v128.store(to + i, f32x4.add(v128.load(to + i), v128.load(from + i)));
  for (; i < end; i += SIZE) store<f32>(to + i, load<f32>(to + i) + load<f32>(from + i));
}

/** to ← from */
export function copy(to: usize, from: usize, n: usize): void {
  memory.copy(to, from, n * SIZE);
}

/** Row after row of `to` ← the row of `table` that `ids` (int32) names. */
export function gather(to: usize, table: usize, ids: usize, rows: usize, dimension: usize): void {
  const bytes = dimension * SIZE;
  for (let row: usize = 0; row < rows; row++) {
    memory.copy(to + row * bytes, table + usize(load<u32>(ids + row * SIZE)) * bytes, bytes);
  }
}

function nextFirstMoment(m: v128, g: v128): v128 {
  return f32x4.add(m, f32x4.mul(f32x4.splat(0.1), f32x4.sub(g, m)));
}

function nextSecondMoment(v: v128, g: v128): v128 {
  return f32x4.add(v, f32x4.mul(f32x4.splat(0.001), f32x4.sub(f32x4.mul(g, g), v)));
}

function direction(m: v128, v: v128): v128 {
  return f32x4.div(m, f32x4.add(f32x4.sqrt(v), f32x4.splat(1e-7)));
}

function missed(m: v128, v: v128, s0: f32, s1: f32, s2: f32, s3: f32): v128 {
  const inverse = f32x4.div(f32x4.splat(1), f32x4.add(f32x4.sqrt(v), f32x4.splat(1e-7)));
  const q = f32x4.mul(inverse, f32x4.splat(1e-7));
  let sum = f32x4.sub(f32x4.splat(s2), f32x4.mul(q, f32x4.splat(s3)));
  sum = f32x4.sub(f32x4.splat(s1), f32x4.mul(q, sum));
  sum = f32x4.sub(f32x4.splat(s0), f32x4.mul(q, sum));
  return f32x4.mul(f32x4.mul(m, inverse), sum);
}

function storeOne(to: usize, value: v128): void {
  v128.store_lane<f32>(to, value, 0);
}
