import type { Matrix } from '../../backend/matmul/matrix';
import { ACTIVATIONS } from '../activations';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateActivations, newRows, unsupportedActivation, unsupportedOption } from '../layer';

/** Keras's `Dense`: `activation(x·kernel + bias)`, applied to every time step. */
export const dense: LayerType = {
  unsupported: (config) => unsupportedActivation(config) ?? unsupportedOption(config, { useBias: true }),
  create: (context) => new Dense(context),
};

class Dense implements Layer {
  readonly output: IndexedActivations;
  private readonly units: number;
  private readonly activation: number;

  constructor(private readonly context: LayerContext) {
    this.units = context.config['units'] as number;
    this.activation = ACTIVATIONS[context.config['activation'] as string];
    const { capacity, indices } = context.input;
    this.output = allocateActivations(context, { features: this.units, capacity, indices });
  }

  forward(): void {
    const { context, units, output } = this;
    const { kernels, matmul, weights, input } = context;
    output.begin = input.begin;
    output.count = input.count;
    const { pointer, rows } = newRows(output);
    matmul.multiply(newRows(input), this.kernel(), pointer);
    kernels.addToRows(rows, units, weights['bias'], pointer);
    kernels.activate(this.activation, rows * units, pointer, pointer);
  }

  backward(): void {
    const { context, units, output } = this;
    const { kernels, matmul, gradients, input } = context;
    const dz = output.gradient as number;
    kernels.activationGradient(this.activation, output.count * units, output.table, dz, dz);
    const rows: Matrix = { pointer: dz, rows: output.count, columns: units };
    matmul.multiply(this.input(), rows, gradients['kernel'], 'a');
    kernels.sumRows(output.count, units, dz, gradients['bias']);
    if (input.gradient !== undefined) matmul.multiply(rows, this.kernel(), input.gradient, 'b');
  }

  private input(): Matrix {
    const { table, count, features } = this.context.input;
    return { pointer: table, rows: count, columns: features };
  }

  private kernel(): Matrix {
    const { weights, input } = this.context;
    return { pointer: weights['kernel'], rows: input.features, columns: this.units };
  }
}
