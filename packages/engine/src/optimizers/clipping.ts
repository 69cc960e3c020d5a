/** Keras's gradient clipping: at most one of the three. */
export interface ClippingOptions {
  /** Scales down the gradient of every variable whose L2 norm is larger. */
  clipNorm?: number;
  /** Limits every element of the gradient to −clipValue … clipValue. */
  clipValue?: number;
  /** Scales down the whole gradient if its L2 norm, over all variables together, is larger. */
  globalClipNorm?: number;
}

export const CLIPPING = ['clipNorm', 'clipValue', 'globalClipNorm'] as const;

export function clips(options: ClippingOptions): boolean {
  return CLIPPING.some((key) => options[key] !== undefined);
}

/** The factors that clip the variables' gradients by their norms: one per variable, given its sum of squares. */
export function clipFactors(
  { clipNorm, globalClipNorm }: ClippingOptions,
  sumsOfSquares: readonly number[],
): number[] {
  const limit = (clipNorm ?? globalClipNorm) as number;
  const total = sumsOfSquares.reduce((a, b) => a + b, 0);
  return sumsOfSquares.map((sum) => {
    const norm = Math.sqrt(clipNorm === undefined ? total : sum);
    return limit / Math.max(norm, limit);
  });
}

/** Clips a flat gradient in plain TypeScript. */
export function clipGradient(
  options: ClippingOptions,
  gradient: Float32Array,
  variables: readonly { offset: number; size: number }[],
): void {
  if (!clips(options)) return;
  const { clipValue } = options;
  const parts = variables.map(({ offset, size }) => gradient.subarray(offset, offset + size));
  if (clipValue !== undefined) {
    for (const part of parts)
      part.forEach((g, i) => (part[i] = Math.max(-clipValue, Math.min(g, clipValue))));
    return;
  }
  const sums = parts.map((part) => part.reduce((sum, g) => sum + g * g, 0));
  const factors = clipFactors(options, sums);
  parts.forEach((part, k) => part.forEach((g, i) => (part[i] = g * factors[k])));
}
