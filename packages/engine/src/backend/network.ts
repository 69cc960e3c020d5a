import type { CompiledModel, CompiledNode } from '../graph/compile-model';
import { isFrozen } from '../graph/frozen';
import { MODEL_INPUT } from '../graph/model-graph';
import type { WeightSpec } from '../graph/model-spec';
import { LAYERS } from '../layers';
import { DropoutSource } from '../layers/dropout/dropout-source';
import type { Axis, IndexedActivations, Layer, LayerContext } from '../layers/layer';
import { pointersByName } from '../layers/layer';
import type { Gate } from '../layers/saturation';
import { withGradient } from '../layers/with-gradient';
import type { Heap } from './heap';
import type { LayerKernels } from './kernels';
import { startKernels } from './kernels';
import { createMatMul } from './matmul/create-matmul';
import type { MatMul } from './matmul/matmul';
import type { PackedBatch, StepCosts } from './packing/packed-batch';
import { packFull, STEP_COSTS } from './packing/packed-batch';
import type { Float32Pointer, Int32Pointer } from './pointer';
import { elementAt } from './pointer';

/** Pointers to the vectors in the heap that a network shares with its caller, and with the other workers' networks. */
export interface NetworkVectors {
  /** All weights but the embeddings', laid out like `ModelSpec` from `CompiledModel.weightsBegin`. */
  weights: Float32Pointer;
  /** Only for training: the weights' gradients, and those of the embeddings' table rows, by node, if they are trainable. */
  gradients?: Float32Pointer;
  tableGradients?: ReadonlyMap<number, Float32Pointer>;
  /** Alike; see `LayerContext`. */
  allReduce?: LayerContext['allReduce'];
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

/** A layer, applied to a node's inputs. */
interface NetworkNode {
  /** The layer's name in the model. */
  name: string;
  layer: Layer;
  /** The gradients of the node's second and later readers, which are added to that of the first. */
  readerGradients: Float32Pointer[];
  /** If the layer is applied several times: the gradients of this application, and where they are summed. */
  shared: { own: Float32Pointer; sum: Float32Pointer; size: number }[];
}

/** An output of the network, [columns × width]. */
export interface NetworkOutput {
  /** Before an activation that is fused with the output's loss. */
  values: Float32Array;
  /** The caller fills it before `backward`. Undefined if nothing is trained by it. */
  gradient?: Float32Array;
  /** Elements per column. */
  width: number;
}

/** One thread's instance of the model's layers, with the memory for their activations. */
export class Network {
  /**
   * What the first layers read: the looked-up rows of each embedding, in the order of `CompiledModel.embeddings`, or the
   * input's values. The caller fills tables and indices, and sets `begin` and `count`.
   */
  readonly sources: readonly IndexedActivations[];
  readonly dropout: DropoutSource;
  private readonly kernels: LayerKernels;
  private readonly matmul: MatMul;
  private readonly nodes: readonly NetworkNode[];
  private readonly outputs: readonly IndexedActivations[];
  /** By source, like `NetworkNode.readerGradients`. */
  private readonly sourceGradients: readonly Float32Pointer[][];
  private readonly inputAxis: Axis;
  /** The other time axes: of one step, and those that layers make. */
  private readonly axes = new Map<number, Axis>();
  private masks = 0;

  /**
   * Supports `backward` if `vectors` has gradients.
   *
   * @param columns maximum columns of a packed batch
   * @param rows maximum rows of the sources' tables
   * @throws InputError if there isn't enough memory
   */
  constructor(
    private readonly model: CompiledModel,
    modules: NetworkModules,
    private readonly heap: Heap,
    private readonly vectors: NetworkVectors,
    { columns, rows }: { columns: number; rows: number },
  ) {
    this.kernels = startKernels<LayerKernels>(modules.layers, heap);
    this.inputAxis = { steps: model.steps, packed: packFull(0, model.steps) };
    const cells = columns * Math.max(model.steps, ...model.nodes.map(({ shape }) => timeStepsOf(shape)));
    const identity = heap.arange(cells);
    this.matmul = createMatMul(heap, this.kernels, modules.matmul);
    this.dropout = new DropoutSource(heap, columns);
    this.sources = this.createSources(rows, columns, identity);
    const created = this.createNodes(columns, identity);
    this.nodes = created.nodes;
    this.outputs = created.outputs;
    this.sourceGradients = created.sourceGradients;
  }

  /** The rows of a source's table: [count × features]. */
  table({ table, count, features }: IndexedActivations): Float32Array {
    return this.heap.floats(table, count * features);
  }

  /** The table row of each of the first `cells` cells, the same for all sources. */
  indices(cells: number): Int32Array {
    return this.heap.integers(this.sources[0].indices, cells);
  }

  /** The model's `i`th output, after `forward`. */
  output(i: number): NetworkOutput {
    const output = this.outputs[i];
    const { gradient, count, features } = output;
    return {
      values: this.table(output),
      gradient: gradient === undefined ? undefined : this.heap.floats(gradient, count * features),
      width: features,
    };
  }

  /** Computes the outputs for a batch whose input is in the sources. */
  forward(packed: PackedBatch): void {
    this.inputAxis.packed = packed;
    for (const axis of this.axes.values())
      axis.packed = packFull(packed.columns, axis.steps, packed.firstColumn);
    for (const { layer } of this.nodes) layer.forward();
  }

  /** Computes the gradients of the weights and of the sources' tables. */
  backward(): void {
    const { nodes, sources, sourceGradients, kernels } = this;
    for (const { shared } of nodes) for (const { sum, size } of shared) kernels.clear(size, sum);
    for (let i = nodes.length - 1; i >= 0; i--) {
      const { layer, readerGradients, shared } = nodes[i];
      this.sum(readerGradients, layer.output);
      layer.backward();
      for (const { own, sum, size } of shared) kernels.add(size, own, sum);
    }
    sources.forEach((source, i) => this.sum(sourceGradients[i], source));
  }

  /** The gates of the recurrent layers that can saturate. */
  get gates(): { layer: string; gate: Gate }[] {
    return this.nodes.flatMap(({ name, layer }) =>
      (layer.gates ?? []).map((gate) => ({ layer: name, gate })),
    );
  }

  updateStatistics(): void {
    for (const { layer } of this.nodes) layer.updateStatistics?.();
  }

  release(): void {
    this.matmul.release();
  }

  /** Adds the readers' gradients to the activations' own, which is the first reader's. */
  private sum(gradients: readonly Float32Pointer[], { count, features, gradient }: IndexedActivations): void {
    for (const other of gradients) this.kernels.add(count * features, other, gradient as Float32Pointer);
  }

  private createSources(rows: number, columns: number, identity: Int32Pointer): IndexedActivations[] {
    const { model, heap, vectors, inputAxis } = this;
    const source = (
      features: number,
      indices: Int32Pointer,
      gradient?: Float32Pointer,
    ): IndexedActivations => ({
      axis: inputAxis,
      features,
      table: heap.allocate(rows * features),
      gradient,
      indices,
      capacity: rows,
      begin: 0,
      count: 0,
    });
    if (model.inputFeatures !== undefined) return [source(model.inputFeatures, identity)];
    const indices = heap.allocateIndices(columns * model.steps);
    return [...model.embeddings].map(([node, { table }]) =>
      source(table.shape[1], indices, vectors.tableGradients?.get(node)),
    );
  }

  private createNodes(columns: number, identity: Int32Pointer) {
    const { model, heap, kernels, matmul, dropout, vectors } = this;
    const training = vectors.gradients !== undefined;
    const sourceGradients: Float32Pointer[][] = this.sources.map(() => []);
    const outputs = new Map<number, { activations: IndexedActivations; gradients: Float32Pointer[] }>();
    const first = this.sources.map((activations, i) => ({ activations, gradients: sourceGradients[i] }));
    if (model.inputFeatures !== undefined) outputs.set(MODEL_INPUT, first[0]);
    [...model.embeddings.keys()].forEach((node, i) => outputs.set(node, first[i]));

    const read = new Set<number>();
    const reading = (node: number): IndexedActivations => {
      const { activations, gradients } = outputs.get(node) as NonNullable<ReturnType<typeof outputs.get>>;
      if (activations.gradient === undefined || !read.has(node)) {
        read.add(node);
        return activations;
      }
      const gradient = heap.allocate(activations.capacity * activations.features);
      gradients.push(gradient);
      return withGradient(activations, gradient);
    };

    const nodes: NetworkNode[] = [];
    model.nodes.forEach((node, i) => {
      if (model.embeddings.has(i)) return;
      const inputs = node.inputs.map(reading);
      const { gradients, shared } = this.gradientsOf(node);
      const layer = LAYERS[node.layer.className].create({
        heap,
        kernels,
        matmul,
        config: node.layer.config,
        weights: pointers(node, (weight) => this.at(vectors.weights, weight)),
        gradients,
        inputs,
        input: inputs[0],
        shape: node.shape,
        training,
        frozen: isFrozen(node.layer),
        allReduce: vectors.allReduce ?? (() => undefined),
        axisOf: (steps) => this.axisOf(steps),
        columns,
        identity,
        dropout,
        newMask: () => this.masks++,
      });
      const readerGradients: Float32Pointer[] = [];
      outputs.set(i, { activations: layer.output, gradients: readerGradients });
      nodes.push({ name: node.layer.name, layer, readerGradients, shared });
    });
    // A loss reads its output like a node, so its gradient is added to those of the output's other readers.
    return { nodes, sourceGradients, outputs: model.outputNodes.map(reading) };
  }

  /** Pointers to the gradients of the node's weights, which are its own if the layer is applied several times. */
  private gradientsOf(node: CompiledNode): {
    gradients: Readonly<Record<string, Float32Pointer>>;
    shared: NetworkNode['shared'];
  } {
    const base = this.vectors.gradients;
    if (base === undefined) return { gradients: {}, shared: [] };
    if (!node.shared) return { gradients: pointers(node, (weight) => this.at(base, weight)), shared: [] };
    const shared: NetworkNode['shared'] = [];
    const gradients = pointers(node, (weight) => {
      const own = this.heap.allocate(weight.size);
      shared.push({ own, sum: this.at(base, weight), size: weight.size });
      return own;
    });
    return { gradients, shared };
  }

  private at(base: Float32Pointer, { offset }: WeightSpec): Float32Pointer {
    return elementAt(base, offset - this.model.weightsBegin);
  }

  private axisOf(steps: number): Axis {
    const axis = this.axes.get(steps) ?? { steps, packed: packFull(0, steps) };
    this.axes.set(steps, axis);
    return axis;
  }
}

function timeStepsOf(shape: readonly number[]): number {
  return shape.length === 2 ? shape[0] : 1;
}

/** A pointer for each of the layer's weights, by its name within the layer. */
function pointers(
  { layer }: CompiledNode,
  pointerOf: (weight: WeightSpec) => Float32Pointer,
): Readonly<Record<string, Float32Pointer>> {
  const nameOf = ({ name }: WeightSpec) => name.slice(layer.name.length + 1);
  return pointersByName(layer.weights.map((weight) => [nameOf(weight), pointerOf(weight)]));
}
