import { ACTIVATIONS } from '../activations';
import type { LayerContext, LayerType, Layer, Rows } from '../layer';
import { allocateRows, newRows, unsupportedActivation, unsupportedOption } from '../layer';
import type { Matrix } from '../../backend/matmul/matrix';

/** Keras's `Dense`: `activation(x·kernel + bias)`, at every time step alike. */
export const dense: LayerType = {
  unsupported: (config) => unsupportedActivation(config) ?? unsupportedOption(config, { useBias: true }),
  create: (context) => new Dense(context),
};

class Dense implements Layer {
  readonly output: Rows;
  private readonly units: number;
  private readonly activation: number;

  constructor(private readonly context: LayerContext) {
    this.units = context.config['units'] as number;
    this.activation = ACTIVATIONS[context.config['activation'] as string];
    const { capacity, ids } = context.input;
    this.output = allocateRows(context, { features: this.units, capacity, ids });
  }

  forward(): void {
    const { context, units, output } = this;
    const { kernels, products, weights, input } = context;
    output.begin = input.begin;
    output.count = input.count;
    const { pointer, rows } = newRows(output);
    products.multiply(newRows(input), this.kernel(), pointer);
    kernels.addToRows(rows, units, weights['bias'], pointer);
    kernels.activate(this.activation, rows * units, pointer, pointer);
  }

  backward(): void {
    const { context, units, output } = this;
    const { kernels, products, gradients, input } = context;
    const dz = output.gradient as number;
    kernels.activationGradient(this.activation, output.count * units, output.table, dz, dz);
    const rows: Matrix = { pointer: dz, rows: output.count, columns: units };
    products.multiply(this.input(), rows, gradients['kernel'], 'a');
    kernels.sumRows(output.count, units, dz, gradients['bias']);
    if (input.gradient !== undefined) products.multiply(rows, this.kernel(), input.gradient, 'b');
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
