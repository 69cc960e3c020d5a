import * as protobuf from 'protobufjs/light';

/** An integer of 64 bits, as protobufjs decodes it. */
type Int64 = number | { toNumber(): number };

/** TensorFlow's `TensorProto`: its type, and the fields that hold numbers. */
export interface TensorProto {
  dtype: number;
  tensorContent: Uint8Array;
  floatVal: number[];
  doubleVal: number[];
  intVal: number[];
  int64Val: Int64[];
}

/** TensorFlow's `Summary.Value`: a number that belongs to a tag, or an image, a histogram, a text… */
export interface SummaryValue {
  tag: string;
  /** An own property only if the value has it. */
  simpleValue: number;
  tensor: TensorProto | null;
  metadata: { pluginData: { pluginName: string } | null } | null;
}

/** TensorFlow's `Event`. */
export interface Event {
  /** Unix seconds. */
  wallTime: number;
  step: Int64;
  summary: { value: SummaryValue[] } | null;
}

const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id }) as const;

/** The part of TensorFlow's protobuf schema that is read here; field numbers from event.proto, summary.proto and tensor.proto. */
const root = protobuf.Root.fromJSON({
  nested: {
    Event: {
      fields: {
        wallTime: { type: 'double', id: 1 },
        step: { type: 'int64', id: 2 },
        summary: { type: 'Summary', id: 5 },
      },
    },
    Summary: { fields: { value: repeated('Value', 1) } },
    Value: {
      fields: {
        tag: { type: 'string', id: 1 },
        simpleValue: { type: 'float', id: 2 },
        tensor: { type: 'TensorProto', id: 8 },
        metadata: { type: 'SummaryMetadata', id: 9 },
      },
      // Or a value of 0 would be none.
      oneofs: { value: { oneof: ['simpleValue', 'tensor'] } },
    },
    SummaryMetadata: { fields: { pluginData: { type: 'PluginData', id: 1 } } },
    PluginData: { fields: { pluginName: { type: 'string', id: 1 } } },
    TensorProto: {
      fields: {
        dtype: { type: 'int32', id: 1 },
        tensorContent: { type: 'bytes', id: 4 },
        floatVal: repeated('float', 5),
        doubleVal: repeated('double', 6),
        intVal: repeated('int32', 7),
        int64Val: repeated('int64', 10),
      },
    },
  },
});

const EventProto = root.lookupType('Event');

/** @throws Error if the bytes aren't an event */
export function decodeEvent(data: Uint8Array): Event {
  return EventProto.decode(data) as unknown as Event;
}

export function numberOf(value: Int64): number {
  return typeof value === 'number' ? value : value.toNumber();
}
