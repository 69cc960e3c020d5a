// AssemblyScript: pointers, which are byte offsets in the heap, by the type of their elements. To the compiler they are
// integers; the kernels' TypeScript types (src/backend/kernel-types.ts) tell them apart.

export type Float32Pointer = usize;
export type Float64Pointer = usize;
export type Int32Pointer = usize;
