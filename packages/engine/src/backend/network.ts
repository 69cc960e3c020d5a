import type { CompiledModel } from '../graph/compile-model';
import type { WeightSpec } from '../graph/model-spec';
import { LAYERS } from '../layers';
import type { IndexedActivations, Layer } from '../layers/layer';
import { BYTES } from '../layers/layer';
import { LOSSES } from '../losses';
import type { Heap } from './heap';
import type { LayerKernels } from './kernels';
import { startKernels } from './kernels';
import { createMatMul } from './matmul/create-matmul';
import type { MatMul } from './matmul/matmul';
import type { PackedBatch, StepCosts } from './packing/packed-batch';
import { STEP_COSTS } from './packing/packed-batch';

/** Pointers to the vectors in the heap that a network shares with its caller. */
export interface NetworkVectors {
  /** All weights, in the order of `CompiledModel.weights`. */
  weights: number;
  /** Only for training: the weights' gradients, and those of the input's table if the model has an embedding. */
  gradients?: number;
  tableGradient?: number;
}

/** The compiled kernels that a network uses. */
export interface NetworkModules {
  layers: WebAssembly.Module;
  /** Matrix products in WebAssembly; if undefined, ONNX Runtime computes them. */
  matmul?: WebAssembly.Module;
}

/** The cost model of a time step with these kernels. */
export function stepCosts({ matmul }: NetworkModules): StepCosts {
  return STEP_COSTS[matmul ? 'wasm' : 'ort'];
}

/** One thread's instance of the model's layers, with the memory for their activations. */
export class Network {
  /** The first layer's input. The caller fills table and indices, and sets `begin` and `count`. */
  readonly input: IndexedActivations;

  private readonly matmul: MatMul;
  private readonly layers: readonly Layer[];

  /**
   * Supports `backward` if `vectors` has gradients.
   *
   * @param columns maximum columns of a packed batch
   * @param rows maximum rows of the input's table
   * @throws InputError if there isn't enough memory
   */
  constructor(
    private readonly model: CompiledModel,
    modules: NetworkModules,
    private readonly heap: Heap,
    { weights, gradients, tableGradient }: NetworkVectors,
    { columns, rows }: { columns: number; rows: number },
  ) {
    const kernels = startKernels<LayerKernels>(modules.layers, heap.memory);
    const cells = columns * model.steps;
    const identity = heap.allocate(cells);
    this.matmul = createMatMul(heap, kernels, modules.matmul);
    this.input = {
      features: model.features,
      table: heap.allocate(rows * model.features),
      gradient: tableGradient,
      indices: model.embedding ? heap.allocate(cells) : identity,
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
        matmul: this.matmul,
        config: fused ? { ...spec.config, activation: 'linear' } : spec.config,
        weights: pointersFrom(weights),
        gradients: gradients === undefined ? {} : pointersFrom(gradients),
        input: flowing,
        training: gradients !== undefined,
        columns,
        cells,
        identity,
      });
      flowing = layer.output;
      return layer;
    });
    heap.integers(identity, cells).forEach((_, i, indices) => (indices[i] = i));
  }

  /** [input.count × features] */
  get table(): Float32Array {
    return this.heap.floats(this.input.table, this.input.count * this.model.features);
  }

  /** The input's table row for each of the first `cells` cells. */
  indices(cells: number): Int32Array {
    return this.heap.integers(this.input.indices, cells);
  }

  /** The model's output, [columns at the last step × outputs], before an activation that is fused with the loss. */
  get output(): Float32Array {
    const { table, count, features } = this.lastOutput;
    return this.heap.floats(table, count * features);
  }

  /** The gradient of `output`. The caller fills it before `backward`. */
  get outputGradient(): Float32Array {
    const { gradient, count, features } = this.lastOutput;
    return this.heap.floats(gradient as number, count * features);
  }

  forward(packed: PackedBatch): void {
    for (const layer of this.layers) layer.forward(packed);
  }

  backward(packed: PackedBatch): void {
    for (let i = this.layers.length - 1; i >= 0; i--) this.layers[i].backward(packed);
  }

  release(): void {
    this.matmul.release();
  }

  private get lastOutput(): IndexedActivations {
    return this.layers[this.layers.length - 1].output;
  }
}

function shortName(weight: WeightSpec): string {
  return weight.name.slice(weight.name.lastIndexOf('/') + 1);
}
