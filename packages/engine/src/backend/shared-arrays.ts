export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length));
}

export function sharedDoubles(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

export function sharedIntegers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

/** Copies an array into shared memory. */
export function share<T extends Float32Array | Int32Array>(array: T): T {
  const copy = array instanceof Float32Array ? sharedFloats(array.length) : sharedIntegers(array.length);
  copy.set(array);
  return copy as T;
}
