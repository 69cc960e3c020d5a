import type { ValueInfoProto } from '../../../onnx-proto';
import { ELEMENT_TYPES, encodeModel } from '../../../onnx-proto';
import type { Transposed } from '../matrix';

const INTEGER = 2;

/** A serialized ONNX model of c ← a·b for matrices of any size, optionally with one factor transposed. */
export function matmulModel(transposed: Transposed): Uint8Array {
  const attribute = transposed ? [{ name: `trans${transposed.toUpperCase()}`, i: 1, type: INTEGER }] : [];
  const matrix = (name: string): ValueInfoProto => ({
    name,
    type: {
      tensorType: {
        elemType: ELEMENT_TYPES.float,
        shape: { dim: [{ dimParam: `${name}Rows` }, { dimParam: `${name}Columns` }] },
      },
    },
  });
  return encodeModel({
    name: 'product',
    graph: {
      node: [{ opType: transposed ? 'Gemm' : 'MatMul', input: ['a', 'b'], output: ['c'], attribute }],
      input: [matrix('a'), matrix('b')],
      output: [matrix('c')],
    },
  });
}
