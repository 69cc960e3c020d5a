import type { Columns } from '../columns';
import type { Graph, Value } from '../graph';
import type { LayerContext, LayerGradients } from './layer';

/** The options of Keras's recurrent layers that are compiled as they are here only. */
export const RECURRENT_OPTIONS = {
  useBias: true,
  dropout: 0,
  recurrentDropout: 0,
  goBackwards: false,
  stateful: false,
  returnState: false,
} as const;

/**
 * What LSTM and SimpleRNN share: one product `z = [kernel; recurrent; bias]ᵀ·[x; h; 1]` a time step, and after
 * the backward loop one product for the gradient of all three weights over all time steps.
 */
export class RecurrentProduct {
  /** [inputs + units + 1, outputs] and its transpose. */
  private readonly weights: Value;
  private readonly transposed: Value;
  private readonly operands: Value[] = [];
  private readonly gradients: Value[] = [];

  constructor(
    private readonly graph: Graph,
    weights: LayerContext['weights'],
    private readonly inputs: number,
    private readonly units: number,
    private readonly outputs: number,
  ) {
    const bias = graph.reshape(weights['bias'], [1, outputs]);
    this.weights = graph.concat([weights['kernel'], weights['recurrent_kernel'], bias], 0);
    this.transposed = graph.transpose(this.weights, [1, 0]);
  }

  /** z, [outputs, columns], from x [inputs, columns] and h [units, columns]. */
  forward(x: Value, h: Value, columns: number): Value {
    const operand = this.graph.concat([x, h, this.graph.constant(1, [1, columns])], 0);
    this.operands.push(operand);
    return this.graph.node('MatMul', [this.transposed, operand]);
  }

  /** The gradients of x and h of the last time step that has none yet, from that of its z. */
  backward(dz: Value): { dx: Value; dh: Value } {
    this.gradients.unshift(dz);
    const product = this.graph.node('MatMul', [this.weights, dz]);
    const [dx, dh] = this.graph.split(product, [this.inputs, this.units, 1], 0);
    return { dx, dh };
  }

  weightGradients(): LayerGradients['weights'] {
    const { graph } = this;
    const z = graph.concat(this.gradients, 1);
    const product = graph.node('Gemm', [graph.concat(this.operands, 1), z], { transB: 1 });
    const [kernel, recurrent, bias] = graph.split(product, [this.inputs, this.units, 1], 0);
    return { kernel, recurrent_kernel: recurrent, bias: graph.reshape(bias, [this.outputs]) };
  }
}

/** The state before the first time step. */
export function initialState(graph: Graph, units: number, columns: Columns): Value {
  return graph.constant(0, [units, columns[0]]);
}
