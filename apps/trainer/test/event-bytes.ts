import { maskedCrc32c } from '../src/import/crc32c';

/** A field of a protobuf message: a varint, eight or four bytes, or bytes with their length. */
type Field = [id: number, value: bigint | { double: number } | { float: number } | Buffer | string];

/** Encodes a protobuf message, by the wire format's definition. */
export function message(...fields: Field[]): Buffer {
  return Buffer.concat(
    fields.map(([id, value]) => {
      if (typeof value === 'bigint')
        return Buffer.concat([varint(BigInt(id << 3)), varint(BigInt.asUintN(64, value))]);
      if (typeof value === 'string') return message([id, Buffer.from(value)]);
      if (Buffer.isBuffer(value))
        return Buffer.concat([varint(BigInt((id << 3) | 2)), varint(BigInt(value.length)), value]);
      const isDouble = 'double' in value;
      const bytes = Buffer.alloc(isDouble ? 8 : 4);
      if (isDouble) bytes.writeDoubleLE(value.double);
      else bytes.writeFloatLE(value.float);
      return Buffer.concat([varint(BigInt((id << 3) | (isDouble ? 1 : 5))), bytes]);
    }),
  );
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  for (; value > 127n; value >>= 7n) bytes.push(Number(value & 127n) | 128);
  return Buffer.from([...bytes, Number(value)]);
}

/** A TFRecord: length, its checksum, data, their checksum. */
export function record(data: Buffer): Buffer {
  const header = Buffer.alloc(12);
  header.writeBigUInt64LE(BigInt(data.length));
  header.writeUInt32LE(maskedCrc32c(header.subarray(0, 8)), 8);
  const footer = Buffer.alloc(4);
  footer.writeUInt32LE(maskedCrc32c(data));
  return Buffer.concat([header, data, footer]);
}

/** The first record of every event file. */
export const VERSION = record(message([1, { double: 1.7e9 }], [3, 'brain.Event:2']));

/** An event with a value, as PyTorch's SummaryWriter writes it. `time` in Unix seconds. */
export function scalar(tag: string, step: number, value: number, time = 1.7e9 + step): Buffer {
  return eventOf(step, time, message([1, tag], [2, { float: value }]));
}

/** An event with that `Summary.Value`. */
export function eventOf(step: number, time: number, value: Buffer): Buffer {
  return record(message([1, { double: time }], [2, BigInt(step)], [5, message([1, value])]));
}
