/**
 * Which points of a curve a chart can show: of the part between `from` and `to`, with a point on either side so that the line
 * runs to the edge, in `buckets` of equal width along `x`, each with its first, lowest, highest and last point and its
 * first that is not finite. All points where there are few.
 *
 * @param x not decreasing
 * @returns indices, in their order
 */
export function cutIntoBuckets(
  x: Float64Array,
  y: Float64Array,
  { from = -Infinity, to = Infinity, buckets }: { from?: number; to?: number; buckets: number },
): number[] {
  const start = firstNotBelow(x, from);
  const end = firstAbove(x, to);
  const kept: number[] = [];
  // The points on either side stand outside of the buckets, where an extreme of theirs would hide one within.
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

/** Indices in their order, each once. */
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

/** By bisection: `isBeyond` is false, then true. */
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
