import type { AttributeProto, GraphProto, NodeProto, TensorProto } from '@rnn-lab/engine/onnx-proto';
import { ELEMENT_TYPES } from '@rnn-lab/engine/onnx-proto';

/** An attribute of a node, by ONNX's type. */
type Attribute =
  | { i: number }
  | { f: number }
  | { s: string }
  | { ints: readonly number[] }
  | { floats: readonly number[] }
  | { strings: readonly string[] };

/** ONNX's `AttributeProto.AttributeType`. */
const ATTRIBUTE_TYPES = { f: 1, i: 2, s: 3, floats: 6, ints: 7, strings: 8 } as const;

/** An ONNX graph under construction: operators are applied one after the other, to tensors by their names. */
export class Graph {
  readonly #nodes: NodeProto[] = [];
  readonly #initializers: TensorProto[] = [];
  #names = 0;

  /** A constant tensor; returns its name. */
  floats(shape: readonly number[], values: ArrayLike<number>): string {
    return this.#constant(shape, Float32Array.from(values), ELEMENT_TYPES.float);
  }

  /** A constant tensor of int64, which shapes, axes and indices are. */
  integers(shape: readonly number[], values: readonly number[]): string {
    return this.#constant(shape, BigInt64Array.from(values, BigInt), ELEMENT_TYPES.int64);
  }

  int32(values: readonly number[], shape: readonly number[] = []): string {
    return this.#constant(shape, Int32Array.from(values), ELEMENT_TYPES.int32);
  }

  /** Applies an operator; returns the name of its output. An input that is left out is ''. */
  apply(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    return this.applyFor(1, opType, inputs, attributes)[0];
  }

  /** Applies an operator with so many outputs; returns their names. */
  applyFor(
    outputs: number,
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string[] {
    const output = Array.from({ length: outputs }, () => this.#name(opType));
    this.#nodes.push({
      name: output[0],
      opType,
      input: [...inputs],
      output,
      attribute: Object.entries(attributes).map(([name, attribute]) => attributeProto(name, attribute)),
    });
    return output;
  }

  /** The graph, without inputs and outputs. */
  get parts(): Pick<GraphProto, 'node' | 'initializer'> {
    return { node: this.#nodes, initializer: this.#initializers };
  }

  #constant(
    shape: readonly number[],
    values: Float32Array | Int32Array | BigInt64Array,
    dataType: number,
  ): string {
    const name = this.#name('constant');
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#initializers.push({ name, dims: [...shape], dataType, rawData });
    return name;
  }

  #name(of: string): string {
    return `/${of}_${++this.#names}`;
  }
}

function attributeProto(name: string, attribute: Attribute): AttributeProto {
  const [[kind, value]] = Object.entries(attribute) as [[keyof typeof ATTRIBUTE_TYPES, unknown]];
  return { name, type: ATTRIBUTE_TYPES[kind], [kind]: encoded(value) } as AttributeProto;
}

/** Strings are bytes in ONNX. */
function encoded(value: unknown): unknown {
  if (typeof value === 'string') return Buffer.from(value);
  return Array.isArray(value) ? value.map(encoded) : value;
}
