import { numberOf } from './event-proto';
import type { TensorProto } from './event-proto';

interface DataType {
  bytes: number;
  read(content: DataView): number;
  values(tensor: TensorProto): number[];
}

/** By TensorFlow's `DataType`: float, double, int32 and int64. */
const TYPES: Readonly<Record<number, DataType>> = {
  1: { bytes: 4, read: (content) => content.getFloat32(0, true), values: ({ floatVal }) => floatVal },
  2: { bytes: 8, read: (content) => content.getFloat64(0, true), values: ({ doubleVal }) => doubleVal },
  3: { bytes: 4, read: (content) => content.getInt32(0, true), values: ({ intVal }) => intVal },
  9: {
    bytes: 8,
    read: (content) => Number(content.getBigInt64(0, true)),
    values: ({ int64Val }) => int64Val.map(numberOf),
  },
};

/** The number in a tensor that has exactly one; undefined for any other tensor. */
export function scalarOf(tensor: TensorProto): number | undefined {
  const type = TYPES[tensor.dtype];
  if (!type) return undefined;
  const { buffer, byteOffset, length } = tensor.tensorContent;
  if (length === type.bytes) return type.read(new DataView(buffer, byteOffset, length));
  const values = type.values(tensor);
  return length === 0 && values.length === 1 ? values[0] : undefined;
}
