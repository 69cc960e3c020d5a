/**
 * Downsamples a curve for a chart. The range from `from` to `to` is cut into `buckets` of equal width along `x`; each keeps
 * its first, lowest, highest, last and first non-finite point. One more point on either side lets the line reach the edge
 * of the chart. Ranges with few points are returned whole.
 *
 * @param x not decreasing
 * @returns indices, ascending
 */
export function cutIntoBuckets(
  x: Float64Array,
  y: Float64Array,
  { from = -Infinity, to = Infinity, buckets }: { from?: number; to?: number; buckets: number },
): number[] {
  const start = firstNotBelow(x, from);
  const end = firstAbove(x, to);
  const kept: number[] = [];
  // The points on either side are outside the buckets, so that they can't mask an extreme inside.
  if (start > 0) kept.push(start - 1);
  if (end - start <= 4 * buckets) {
    for (let i = start; i < end; i++) kept.push(i);
  } else {
    const width = (x[end - 1] - x[start]) / buckets;
    for (let i = start; i < end;) {
      const bucketEnd = endOfBucket(x, { start: i, end, origin: x[start], width, buckets });
      kept.push(...pointsOfBucket(y, i, bucketEnd));
      i = bucketEnd;
    }
  }
  if (end < x.length) kept.push(end);
  return kept;
}

interface Cut {
  start: number;
  end: number;
  origin: number;
  width: number;
  buckets: number;
}

function endOfBucket(x: Float64Array, { start, end, origin, width, buckets }: Cut): number {
  const bucketOf = (i: number) => Math.min(buckets - 1, Math.floor((x[i] - origin) / width));
  if (width === 0) return end;
  const bucket = bucketOf(start);
  let i = start + 1;
  while (i < end && bucketOf(i) === bucket) i += 1;
  return i;
}

/** Ascending, without duplicates. */
function pointsOfBucket(y: Float64Array, start: number, end: number): number[] {
  let lowest = -1;
  let highest = -1;
  let notFinite = -1;
  for (let i = start; i < end; i++) {
    if (!Number.isFinite(y[i])) {
      if (notFinite < 0) notFinite = i;
      continue;
    }
    if (lowest < 0 || y[i] < y[lowest]) lowest = i;
    if (highest < 0 || y[i] > y[highest]) highest = i;
  }
  const kept = [start, lowest, highest, notFinite, end - 1].filter((i) => i >= 0);
  return [...new Set(kept)].sort((a, b) => a - b);
}

function firstNotBelow(sorted: Float64Array, value: number): number {
  return firstWhere(sorted, (each) => each >= value);
}

function firstAbove(sorted: Float64Array, value: number): number {
  return firstWhere(sorted, (each) => each > value);
}

/** Bisection; `isBeyond` must be false up to some value, then true. */
function firstWhere(sorted: Float64Array, isBeyond: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBeyond(sorted[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
