declare const element: unique symbol;

/** A byte offset in the heap, at which elements of one type begin. Only the type checker sees which type. */
type Pointer<Element> = number & { readonly [element]: Element };

export type Float32Pointer = Pointer<'float32'>;
export type Float64Pointer = Pointer<'float64'>;
export type Int32Pointer = Pointer<'int32'>;

/** A number that isn't a pointer. */
export type Scalar = number & { readonly [element]?: never };

/** For a kernel's argument that may be missing. */
export const NO_FLOATS = 0 as Float32Pointer;

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** The pointer to element `index`, like C's `pointer + index`. */
export function elementAt<P extends Float32Pointer | Int32Pointer>(pointer: P, index: Scalar): P {
  return (pointer + BYTES * index) as P;
}

/** The pointer to the first element of an array in the heap. */
export function pointerTo(array: Float32Array): Float32Pointer;
export function pointerTo(array: Int32Array): Int32Pointer;
export function pointerTo({ byteOffset }: Float32Array | Int32Array): number {
  return byteOffset;
}
