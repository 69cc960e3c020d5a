// Modified Gram-Schmidt, eight vectors at a time. Every vector's sums run over its elements in order, each in its own lane,
// so that the result has the same bits as a plain loop over one vector after the other.

/** Float64 elements of a panel's row. */
export const PANEL: i32 = 8;

/**
 * For each column v of the panel: v ← v − dots·previous, and then dots ← v·q.
 *
 * @param panel [length, PANEL]
 * @param dots [PANEL]
 * @param previous [length]
 * @param q [length]
 */
export function project(length: i32, panel: usize, dots: usize, previous: usize, q: usize): void {
  const factor0 = v128.load(dots, 0);
  const factor1 = v128.load(dots, 16);
  const factor2 = v128.load(dots, 32);
  const factor3 = v128.load(dots, 48);
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  for (let k = 0; k < length; k++) {
    const a = v128.load64_splat(previous);
    const b = v128.load64_splat(q);
    const v0 = f64x2.sub(v128.load(panel, 0), f64x2.mul(factor0, a));
    const v1 = f64x2.sub(v128.load(panel, 16), f64x2.mul(factor1, a));
    const v2 = f64x2.sub(v128.load(panel, 32), f64x2.mul(factor2, a));
    const v3 = f64x2.sub(v128.load(panel, 48), f64x2.mul(factor3, a));
    v128.store(panel, v0, 0);
    v128.store(panel, v1, 16);
    v128.store(panel, v2, 32);
    v128.store(panel, v3, 48);
    sum0 = f64x2.add(sum0, f64x2.mul(b, v0));
    sum1 = f64x2.add(sum1, f64x2.mul(b, v1));
    sum2 = f64x2.add(sum2, f64x2.mul(b, v2));
    sum3 = f64x2.add(sum3, f64x2.mul(b, v3));
    panel += 64;
    previous += 8;
    q += 8;
  }
  v128.store(dots, sum0, 0);
  v128.store(dots, sum1, 16);
  v128.store(dots, sum2, 32);
  v128.store(dots, sum3, 48);
}
