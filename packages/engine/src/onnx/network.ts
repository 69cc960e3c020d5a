import { Heap } from '../heap';
import type { LayerKernels } from '../kernels';
import { startKernels } from '../kernels';
import type { WeightSpec } from '../model-spec';
import type { CompilableModel } from './compilable';
import { LAYERS } from './layers';
import type { Layer, Rows } from './layers/layer';
import { BYTES } from './layers/layer';
import { LOSSES } from './losses';
import { Products } from './products';
import type { Shape } from './shape';

/** The model's layers in memory that one thread has to itself, up to four gigabytes. */
export class Network {
  /** What the first layer reads; the caller fills table and ids, and sets the count. */
  readonly input: Rows;

  private readonly heap = new Heap();
  private readonly products: Products;
  private readonly layers: readonly Layer[];
  private readonly pointers: { weights: number; gradients: number };

  /**
   * @param columns the most columns that a shape will have
   * @param rows the most rows of the input's table
   * @param training whether `backward` will be called
   * @throws InputError where there is not enough memory
   */
  constructor(
    private readonly model: CompilableModel,
    module: WebAssembly.Module,
    { columns, rows, training }: { columns: number; rows: number; training: boolean },
  ) {
    const { heap } = this;
    const kernels = startKernels<LayerKernels>(module, heap.memory);
    const size = model.weightsEnd - model.weightsBegin;
    const cells = columns * model.steps;
    const weights = heap.allocate(size);
    const gradients = heap.allocate(training ? size : 0);
    const identity = heap.allocate(cells);
    this.products = new Products(heap, kernels);
    this.pointers = { weights, gradients };
    this.input = {
      features: model.features,
      table: heap.allocate(rows * model.features),
      gradient: training && model.embedding ? heap.allocate(rows * model.features) : undefined,
      ids: model.embedding ? heap.allocate(cells) : identity,
      capacity: rows,
      begin: 0,
      count: 0,
    };

    let flowing = this.input;
    this.layers = model.layers.map((spec, i) => {
      const fused = i === model.layers.length - 1 && LOSSES[model.loss].fusedActivation !== undefined;
      const pointersFrom = (base: number) =>
        Object.fromEntries(
          spec.weights.map((weight) => [
            shortName(weight),
            base + BYTES * (weight.offset - model.weightsBegin),
          ]),
        );
      const layer = LAYERS[spec.className].create({
        heap,
        kernels,
        products: this.products,
        config: fused ? { ...spec.config, activation: 'linear' } : spec.config,
        weights: pointersFrom(weights),
        gradients: pointersFrom(gradients),
        input: flowing,
        training,
        columns,
        cells,
        identity,
      });
      flowing = layer.output;
      return layer;
    });
    heap.integers(identity, cells).forEach((_, i, ids) => (ids[i] = i));
  }

  /** [cells × features]: the rows of the input, and where an embedding stands in front the gradients that come back. */
  get table(): Float32Array {
    return this.heap.floats(this.input.table, this.input.count * this.model.features);
  }

  get tableGradient(): Float32Array {
    return this.heap.floats(this.input.gradient as number, this.input.count * this.model.features);
  }

  ids(cells: number): Int32Array {
    return this.heap.integers(this.input.ids, cells);
  }

  /** All weights in one vector, in the order of `CompilableModel.weights`. */
  get weights(): Float32Array {
    return this.heap.floats(this.pointers.weights, this.model.weightsEnd - this.model.weightsBegin);
  }

  /** Their gradients. */
  get gradients(): Float32Array {
    return this.heap.floats(this.pointers.gradients, this.model.weightsEnd - this.model.weightsBegin);
  }

  /** The model's output, [columns at the last step × outputs], before an activation that the loss takes over. */
  get output(): Float32Array {
    const { table, count, features } = this.lastOutput;
    return this.heap.floats(table, count * features);
  }

  /** The gradient of that output: the caller fills it before `backward`. */
  get outputGradient(): Float32Array {
    const { gradient, count, features } = this.lastOutput;
    return this.heap.floats(gradient as number, count * features);
  }

  forward(shape: Shape): void {
    for (const layer of this.layers) layer.forward(shape);
  }

  backward(shape: Shape): void {
    for (let i = this.layers.length - 1; i >= 0; i--) this.layers[i].backward(shape);
  }

  release(): void {
    this.products.release();
  }

  private get lastOutput(): Rows {
    return this.layers[this.layers.length - 1].output;
  }
}

function shortName(weight: WeightSpec): string {
  return weight.name.slice(weight.name.lastIndexOf('/') + 1);
}
