import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { CompilableModel } from './compile';
import { buildGraph } from './compile';
import type { Columns } from './columns';

/**
 * One compiled graph on one thread, with its inputs and outputs allocated once.
 * The caller fills the inputs, awaits `run()` and reads the outputs.
 */
export class GraphSession {
  readonly cells: number;
  /** Columns at the last time step. */
  readonly lastColumns: number;
  readonly x: Float32Array;
  readonly target: Float32Array;
  readonly columnWeights: Float32Array;
  readonly prediction: Float32Array;
  readonly loss: Float32Array;
  /** All weight gradients in one vector, in the order of `CompilableModel.weights`; empty without training. */
  readonly gradients: Float32Array;
  /** [cells, features]; empty without an embedding in front. */
  readonly xGradient: Float32Array;
  private readonly feeds: Record<string, Tensor> = {};
  private readonly fetches: Record<string, Tensor> = {};

  private constructor(
    private readonly session: InferenceSession,
    model: CompilableModel,
    readonly columns: Columns,
    /** All graph weights in one vector, shared by the sessions of one thread. */
    weights: Float32Array,
    training: boolean,
  ) {
    this.cells = columns.reduce((a, b) => a + b, 0);
    this.lastColumns = columns[columns.length - 1];
    const feed = (name: string, dims: readonly number[], data?: Float32Array) =>
      this.allocate(this.feeds, name, dims, data);
    const fetch = (name: string, dims: readonly number[], data?: Float32Array) =>
      this.allocate(this.fetches, name, dims, data);

    this.x = feed('x', [this.cells, model.features]);
    this.target = feed('target', [model.outputs, this.lastColumns]);
    this.prediction = fetch('prediction', [model.outputs, this.lastColumns]);
    this.loss = fetch('loss', [1, this.lastColumns]);
    this.columnWeights = training ? feed('columnWeights', [1, this.lastColumns]) : new Float32Array(0);
    this.gradients = new Float32Array(training ? weights.length : 0);
    for (const { name, shape, offset, size } of model.weights) {
      const begin = offset - model.weightsBegin;
      feed(name, shape, weights.subarray(begin, begin + size));
      if (training) fetch(`gradient:${name}`, shape, this.gradients.subarray(begin, begin + size));
    }
    this.xGradient =
      training && model.embedding ? fetch('gradient:x', [this.cells, model.features]) : new Float32Array(0);
  }

  static async create(
    model: CompilableModel,
    columns: Columns,
    weights: Float32Array,
    training: boolean,
  ): Promise<GraphSession> {
    const session = await InferenceSession.create(buildGraph(model, columns, training), {
      // Several workers with one thread each beat one session with several threads: the products are small.
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // Above 'basic' the transposed weights are fused back into every product, and transposed in each of them.
      graphOptimizationLevel: 'basic',
      // Gradients that vanish over many steps become subnormal numbers, and a product of those takes ten times as long.
      extra: { session: { set_denormal_as_zero: '1' } },
    });
    return new GraphSession(session, model, columns, weights, training);
  }

  async run(): Promise<void> {
    await this.session.run(this.feeds, this.fetches);
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  private allocate(
    tensors: Record<string, Tensor>,
    name: string,
    dims: readonly number[],
    data: Float32Array = new Float32Array(dims.reduce((a, b) => a * b, 1)),
  ): Float32Array {
    tensors[name] = new Tensor('float32', data, dims);
    return data;
  }
}
