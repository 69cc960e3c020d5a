import type { LayerKernels } from '../../backend/kernels';
import type { Float32Pointer } from '../../backend/pointer';
import type { IndexedActivations } from '../layer';

/** One output out of several inputs, all with the same rows. */
export interface Merge {
  /** Features of the output. */
  features(inputs: readonly number[]): number;
  forward(kernels: LayerKernels, inputs: readonly IndexedActivations[], output: IndexedActivations): void;
  /** Writes the gradients of those inputs that need one. Overwrites the output's. */
  backward(kernels: LayerKernels, inputs: readonly IndexedActivations[], output: IndexedActivations): void;
}

const sizeOf = ({ count, features }: IndexedActivations) => count * features;

/** Calls `write` with every input that needs a gradient. */
function forEachGradient(
  inputs: readonly IndexedActivations[],
  write: (gradient: Float32Pointer, input: IndexedActivations, i: number) => void,
): void {
  inputs.forEach((input, i) => {
    if (input.gradient !== undefined) write(input.gradient, input, i);
  });
}

const same = ([first]: readonly number[]) => first;

const add: Merge = {
  features: same,
  forward(kernels, [first, ...others], output) {
    kernels.scale(sizeOf(output), 1, first.table, output.table);
    for (const other of others) kernels.add(sizeOf(output), other.table, output.table);
  },
  backward(kernels, inputs, output) {
    const gradient = output.gradient as Float32Pointer;
    forEachGradient(inputs, (to) => kernels.scale(sizeOf(output), 1, gradient, to));
  },
};

const average: Merge = {
  features: same,
  forward(kernels, inputs, output) {
    add.forward(kernels, inputs, output);
    kernels.scale(sizeOf(output), 1 / inputs.length, output.table, output.table);
  },
  backward(kernels, inputs, output) {
    const gradient = output.gradient as Float32Pointer;
    forEachGradient(inputs, (to) => kernels.scale(sizeOf(output), 1 / inputs.length, gradient, to));
  },
};

const multiply: Merge = {
  features: same,
  forward(kernels, [first, ...others], output) {
    kernels.scale(sizeOf(output), 1, first.table, output.table);
    for (const other of others) kernels.multiply(sizeOf(output), output.table, other.table, output.table);
  },
  backward(kernels, inputs, output) {
    const size = sizeOf(output);
    forEachGradient(inputs, (to, _, i) => {
      kernels.scale(size, 1, output.gradient as Float32Pointer, to);
      inputs.forEach((other, k) => {
        if (k !== i) kernels.multiply(size, to, other.table, to);
      });
    });
  },
};

/** If inputs are equal, the gradient goes to the first of them. */
const maximum: Merge = {
  features: same,
  forward(kernels, [first, ...others], output) {
    kernels.scale(sizeOf(output), 1, first.table, output.table);
    for (const other of others) kernels.maximum(sizeOf(output), other.table, output.table);
  },
  backward(kernels, inputs, output) {
    forEachGradient(inputs, (to, { table }) =>
      kernels.maximumGradient(sizeOf(output), table, output.table, output.gradient as Float32Pointer, to),
    );
  },
};

const concatenate: Merge = {
  features: (inputs) => inputs.reduce((a, b) => a + b, 0),
  forward(kernels, inputs, output) {
    let at = 0;
    for (const { table, features } of inputs) {
      kernels.copyColumns(output.count, features, table, output.table, output.features, at);
      at += features;
    }
  },
  backward(kernels, inputs, output) {
    const gradient = output.gradient as Float32Pointer;
    let at = 0;
    for (const { features, gradient: to } of inputs) {
      if (to !== undefined) kernels.sliceColumns(output.count, features, gradient, output.features, at, to);
      at += features;
    }
  },
};

export const MERGES = { add, average, concatenate, maximum, multiply } as const;
