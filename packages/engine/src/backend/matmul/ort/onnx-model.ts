import * as protobuf from 'protobufjs/light';
import type { Transposed } from '../matrix';

/** The part of ONNX's protobuf schema that a matrix product needs (field numbers from onnx.proto3, IR version 10). */
const root = protobuf.Root.fromJSON({
  nested: {
    onnx: {
      nested: {
        ModelProto: {
          fields: {
            irVersion: { type: 'int64', id: 1 },
            producerName: { type: 'string', id: 2 },
            graph: { type: 'GraphProto', id: 7 },
            opsetImport: { rule: 'repeated', type: 'OperatorSetIdProto', id: 8 },
          },
        },
        OperatorSetIdProto: {
          fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } },
        },
        GraphProto: {
          fields: {
            node: { rule: 'repeated', type: 'NodeProto', id: 1 },
            name: { type: 'string', id: 2 },
            input: { rule: 'repeated', type: 'ValueInfoProto', id: 11 },
            output: { rule: 'repeated', type: 'ValueInfoProto', id: 12 },
          },
        },
        NodeProto: {
          fields: {
            input: { rule: 'repeated', type: 'string', id: 1 },
            output: { rule: 'repeated', type: 'string', id: 2 },
            opType: { type: 'string', id: 4 },
            attribute: { rule: 'repeated', type: 'AttributeProto', id: 5 },
          },
        },
        AttributeProto: {
          fields: {
            name: { type: 'string', id: 1 },
            i: { type: 'int64', id: 3 },
            type: { type: 'int32', id: 20 },
          },
        },
        ValueInfoProto: {
          fields: { name: { type: 'string', id: 1 }, type: { type: 'TypeProto', id: 2 } },
        },
        TypeProto: { fields: { tensorType: { type: 'TensorTypeProto', id: 1 } } },
        TensorTypeProto: {
          fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'TensorShapeProto', id: 2 } },
        },
        TensorShapeProto: { fields: { dim: { rule: 'repeated', type: 'Dimension', id: 1 } } },
        Dimension: { fields: { dimParam: { type: 'string', id: 2 } } },
      },
    },
  },
});

const ModelProto = root.lookupType('onnx.ModelProto');
const FLOAT = 1;
const INTEGER = 2;
const OPSET_VERSION = 21;
const IR_VERSION = 10;

/** A serialized ONNX model of c ← a·b for matrices of any size, optionally with one factor transposed. */
export function matmulModel(transposed: Transposed): Uint8Array {
  const attribute = transposed ? [{ name: `trans${transposed.toUpperCase()}`, i: 1, type: INTEGER }] : [];
  const matrix = (name: string) => ({
    name,
    type: {
      tensorType: {
        elemType: FLOAT,
        shape: { dim: [{ dimParam: `${name}Rows` }, { dimParam: `${name}Columns` }] },
      },
    },
  });
  return ModelProto.encode({
    irVersion: IR_VERSION,
    producerName: 'rnn-lab',
    opsetImport: [{ domain: '', version: OPSET_VERSION }],
    graph: {
      name: 'product',
      node: [{ opType: transposed ? 'Gemm' : 'MatMul', input: ['a', 'b'], output: ['c'], attribute }],
      input: [matrix('a'), matrix('b')],
      output: [matrix('c')],
    },
  }).finish();
}
