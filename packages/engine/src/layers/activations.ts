import type { LayerKernels } from '../backend/kernels';
import type { Float32Pointer } from '../backend/pointer';

/** The activations of single elements, by Keras's name: their codes in assembly/activations.ts. */
export const ACTIVATIONS: Readonly<Record<string, number>> = {
  linear: 0,
  tanh: 1,
  sigmoid: 2,
  hardSigmoid: 3,
  relu: 4,
  elu: 5,
  softplus: 6,
  gelu: 7,
};

/** An activation of rows, [rows, features]. x and y may be the same, and so may dy and dz. */
export interface RowActivation {
  /** Whether the gradient is computed from x, so that y must not overwrite it. */
  needsInput: boolean;
  forward(kernels: LayerKernels, rows: number, features: number, x: Float32Pointer, y: Float32Pointer): void;
  backward(
    kernels: LayerKernels,
    rows: number,
    features: number,
    tables: { x: Float32Pointer; y: Float32Pointer; dy: Float32Pointer; dz: Float32Pointer },
  ): void;
}

const softmax: RowActivation = {
  needsInput: false,
  forward: (kernels, rows, features, x, y) => kernels.softmaxRows(rows, features, x, y),
  backward: (kernels, rows, features, { y, dy, dz }) =>
    kernels.softmaxRowsGradient(rows, features, y, dy, dz),
};

/** Undefined if there is no activation of this name. */
export function rowActivation(name: string): RowActivation | undefined {
  if (name === 'softmax') return softmax;
  if (!Object.hasOwn(ACTIVATIONS, name)) return undefined;
  const code = ACTIVATIONS[name];
  return {
    needsInput: name === 'gelu',
    forward: (kernels, rows, features, x, y) => kernels.activate(code, rows * features, x, y),
    backward: (kernels, rows, features, { x, y, dy, dz }) => {
      if (name === 'gelu') kernels.geluGradient(rows * features, x, dy, dz);
      else kernels.activationGradient(code, rows * features, y, dy, dz);
    },
  };
}
