import type { Matrix } from '../../backend/matmul/matrix';
import type { Float32Pointer } from '../../backend/pointer';
import { elementAt } from '../../backend/pointer';
import type { RowActivation } from '../activations';
import { rowActivation } from '../activations';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateLike, allRows, newRows, unsupportedActivation, unsupportedOption } from '../layer';

/** Keras's `Dense`: `activation(x·kernel + bias)`, applied to every time step. */
export const dense: LayerType = {
  unsupported: (config) => unsupportedActivation(config) ?? unsupportedOption(config, {}),
  sharesPadding: () => true,
  mask: () => 'passed',
  create: (context) => new Dense(context),
};

class Dense implements Layer {
  readonly output: IndexedActivations;
  private readonly units: number;
  private readonly activation: RowActivation;
  /** `x·kernel + bias`: in place of the output, unless the activation's gradient is computed from it. */
  private readonly z: Float32Pointer;

  constructor(private readonly context: LayerContext) {
    const { config, heap, input } = context;
    this.units = config['units'] as number;
    this.activation = rowActivation(config['activation'] as string) as RowActivation;
    this.output = allocateLike(context, this.units);
    this.z = this.activation.needsInput ? heap.allocate(input.capacity * this.units) : this.output.table;
  }

  forward(): void {
    const { context, units, output } = this;
    const { kernels, matmul, weights, input } = context;
    output.begin = input.begin;
    output.count = input.count;
    const { pointer, rows } = newRows(output);
    const z = elementAt(this.z, output.begin * units);
    matmul.multiply(newRows(input), this.kernel(), z);
    if ('bias' in weights) kernels.addToRows(rows, units, weights['bias'], z);
    this.activation.forward(kernels, rows, units, z, pointer);
  }

  backward(): void {
    const { context, units, output, z } = this;
    const { kernels, matmul, gradients, input } = context;
    const dz = output.gradient as Float32Pointer;
    this.activation.backward(kernels, output.count, units, { x: z, y: output.table, dy: dz, dz });
    const rows: Matrix = { pointer: dz, rows: output.count, columns: units };
    matmul.multiply(allRows(input), rows, gradients['kernel'], 'a');
    if ('bias' in gradients) kernels.sumRows(output.count, units, dz, gradients['bias']);
    if (input.gradient !== undefined) matmul.multiply(rows, this.kernel(), input.gradient, 'b');
  }

  private kernel(): Matrix {
    const { weights, input } = this.context;
    return { pointer: weights['kernel'], rows: input.features, columns: this.units };
  }
}
