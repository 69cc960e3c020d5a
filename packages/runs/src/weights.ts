import { z } from 'zod';
import { RunsError } from './errors';

/** Bytes per value. Models have no strings and no complex numbers. */
const ITEM_BYTES = { float32: 4, int32: 4, bool: 1 };

/** `tf.io.WeightsManifestEntry`. */
export const weightSpec = z.object({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  dtype: z.enum(['float32', 'int32', 'bool']),
});
type Spec = z.infer<typeof weightSpec>;

/** Bytes of the weights. */
export function bytesOf(specs: readonly Spec[]): number {
  return specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
}

/**
 * Checks weights that were read from `file`.
 *
 * @param data all weights in the order of `specs`
 * @throws RunsError `wrong-weights` unless they have the length that the specs demand, and are finite
 */
export function checkWeights(specs: readonly Spec[], data: ArrayBuffer, file: string): void {
  const expected = bytesOf(specs);
  if (data.byteLength !== expected) {
    throw wrong(file, `has ${data.byteLength} bytes instead of the model's ${expected}`);
  }
  let offset = 0;
  for (const spec of specs) {
    const bytes = sizeOf(spec);
    // A copy, because an offset after booleans may be odd.
    const values = spec.dtype === 'float32' ? new Float32Array(data.slice(offset, offset + bytes)) : [];
    if (!values.every(Number.isFinite)) throw wrong(file, `has a value of ${spec.name} that is not finite`);
    offset += bytes;
  }
}

function sizeOf({ shape, dtype }: Spec): number {
  return shape.reduce((product, size) => product * size, ITEM_BYTES[dtype]);
}

function wrong(file: string, what: string): RunsError {
  return new RunsError('wrong-weights', `${file} ${what}; put back a copy of the file or train again.`, {
    file,
  });
}
