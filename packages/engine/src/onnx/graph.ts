import { AttributeType, DataType, ModelProto } from './proto';

/** The name of a value in an ONNX graph. */
export type Value = string;

/** An attribute is an integer, a list of integers, or `{ float }`. */
export type Attribute = number | readonly number[] | { float: number };

const OPSET_VERSION = 21;
const IR_VERSION = 10;

/** Writes one ONNX graph, node by node, with static shapes in float32. */
export class Graph {
  private readonly nodes: object[] = [];
  private readonly inputs: object[] = [];
  private readonly outputs: object[] = [];
  private readonly initializers: object[] = [];
  private readonly constants = new Map<string, Value>();

  input(name: string, shape: readonly number[]): Value {
    this.inputs.push(valueInfo(name, shape));
    return name;
  }

  /** Gives `value` a public name. */
  output(name: string, value: Value, shape: readonly number[]): void {
    this.nodes.push({ opType: 'Identity', input: [value], output: [name], attribute: [] });
    this.outputs.push(valueInfo(name, shape));
  }

  /** One node with one output. */
  node(opType: string, inputs: readonly Value[], attributes: Record<string, Attribute> = {}): Value {
    return this.nodeWithOutputs(opType, inputs, 1, attributes)[0];
  }

  nodeWithOutputs(
    opType: string,
    inputs: readonly Value[],
    outputs: number,
    attributes: Record<string, Attribute> = {},
  ): Value[] {
    const id = this.nodes.length;
    const output = Array.from({ length: outputs }, (_, i) => `${opType}_${id}_${i}`);
    const attribute = Object.entries(attributes).map(([name, value]) => attributeProto(name, value));
    this.nodes.push({ opType, input: inputs, output, attribute });
    return output;
  }

  /** A scalar constant, or one filled with a single number where a shape is given. */
  constant(value: number, shape: readonly number[] = []): Value {
    const size = shape.reduce((a, b) => a * b, 1);
    return this.initializer(`c_${value}_${shape.join('x')}`, shape, new Float32Array(size).fill(value));
  }

  /** A list of integers, as ONNX's shape-like inputs want them. */
  integers(values: readonly number[]): Value {
    return this.initializer(`i_${values.join('_')}`, [values.length], BigInt64Array.from(values, BigInt));
  }

  /** Splits along an axis into parts of the given sizes. */
  split(value: Value, sizes: readonly number[], axis: number): Value[] {
    if (sizes.length === 1) return [value];
    return this.nodeWithOutputs('Split', [value, this.integers(sizes)], sizes.length, { axis });
  }

  concat(values: readonly Value[], axis: number): Value {
    return values.length === 1 ? values[0] : this.node('Concat', values, { axis });
  }

  reshape(value: Value, shape: readonly number[]): Value {
    return this.node('Reshape', [value, this.integers(shape)]);
  }

  transpose(value: Value, perm: readonly number[]): Value {
    return this.node('Transpose', [value], { perm });
  }

  /** The serialized ModelProto. */
  toBytes(): Uint8Array {
    return ModelProto.encode({
      irVersion: IR_VERSION,
      producerName: 'rnn-lab',
      opsetImport: [{ domain: '', version: OPSET_VERSION }],
      graph: {
        name: 'model',
        node: this.nodes,
        input: this.inputs,
        output: this.outputs,
        initializer: this.initializers,
      },
    }).finish();
  }

  private initializer(name: string, shape: readonly number[], data: Float32Array | BigInt64Array): Value {
    if (!this.constants.has(name)) {
      const dataType = data instanceof Float32Array ? DataType.float : DataType.int64;
      this.initializers.push({
        name,
        dims: shape,
        dataType,
        rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      });
      this.constants.set(name, name);
    }
    return name;
  }
}

function valueInfo(name: string, shape: readonly number[]): object {
  return {
    name,
    type: {
      tensorType: { elemType: DataType.float, shape: { dim: shape.map((dimValue) => ({ dimValue })) } },
    },
  };
}

function attributeProto(name: string, value: Attribute): object {
  if (typeof value === 'number') return { name, i: value, type: AttributeType.int };
  if ('float' in value) return { name, f: value.float, type: AttributeType.float };
  return { name, ints: value, type: AttributeType.ints };
}
