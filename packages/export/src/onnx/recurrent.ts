import { recurrentActivations } from './activations';
import type { LayerContext, Value, Weight } from './layer';
import { refuseOptions, weightOf } from './layer';

/** A recurrent layer, and the ONNX operator that computes it. */
export interface RecurrentType {
  opType: 'LSTM' | 'GRU' | 'RNN';
  /** Keras's gate for each of ONNX's: LSTM has i, f, c, o in Keras, and i, o, f, c in ONNX. */
  gates: readonly number[];
  /** The options with the operator's activations, in its order. */
  activations: readonly string[];
  /** Attributes of the operator, beside the common ones. */
  attributes?: Readonly<Record<string, { i: number }>>;
}

/** What a recurrent operator computes. */
export interface RecurrentOutputs {
  /** [steps, directions, batch, units]. */
  sequences: string;
  /** After the last time step that isn't masked, [directions, batch, units]; 0 for a row without any. */
  last: string;
}

/**
 * Applies a recurrent operator.
 *
 * @param contexts a layer per direction: one, or a forward and a backward one
 * @param direction of ONNX
 */
export function applyRecurrent(
  contexts: readonly LayerContext[],
  { opType, gates, activations, attributes }: RecurrentType,
  direction: 'forward' | 'reverse' | 'bidirectional',
): RecurrentOutputs {
  const [context] = contexts;
  const { graph, config, input } = context;
  refuseOptions(context, 'stateful', 'returnState');
  const units = config['units'] as number;
  const stack = (arrays: Float32Array[], rows: number, columns: number) =>
    graph.floats([contexts.length, rows, columns], concatenated(arrays));
  const matrices = (variable: string) =>
    contexts.map((each) => byGate(weightOf(each, variable), gates, units));
  const rows = gates.length * units;
  const w = stack(matrices('kernel'), rows, input.shape[1]);
  const r = stack(matrices('recurrent_kernel'), rows, units);
  const b = graph.floats(
    [contexts.length, 2 * rows],
    concatenated(contexts.flatMap((each) => [biasOf(each, gates, units), new Float32Array(rows)])),
  );
  const x = graph.apply('Transpose', [input.name], { perm: { ints: [1, 0, 2] } });
  // A row needs a time step: what it computes from a masked one is replaced below.
  const lengths = input.lengths === undefined ? '' : graph.apply('Max', [input.lengths, graph.int32([1])]);
  const [sequences, last] = graph.applyFor(2, opType, [x, w, r, b, lengths], {
    hidden_size: { i: units },
    direction: { s: direction },
    ...recurrentActivations(context, activations, contexts.length),
    ...attributes,
  });
  if (input.lengths === undefined) return { sequences, last };
  const isEmpty = graph.apply('Unsqueeze', [
    graph.apply('Equal', [input.lengths, graph.int32([0])]),
    graph.integers([2], [0, 2]),
  ]);
  return { sequences, last: graph.apply('Where', [isEmpty, graph.floats([], [0]), last]) };
}

/** A recurrent layer in one direction. */
export function recurrent(context: LayerContext, type: RecurrentType): Value {
  const { graph, config, shape, input } = context;
  const backwards = Boolean(config['goBackwards']);
  const { sequences, last } = applyRecurrent([context], type, backwards ? 'reverse' : 'forward');
  if (!config['returnSequences']) {
    return { name: graph.apply('Squeeze', [last, graph.integers([1], [0])]), shape };
  }
  const ordered = backwards ? reversed(context, sequences) : sequences;
  const squeezed = graph.apply('Squeeze', [ordered, graph.integers([1], [1])]);
  const name = graph.apply('Transpose', [squeezed], { perm: { ints: [1, 0, 2] } });
  return { name, shape, lengths: input.lengths };
}

/** ONNX returns the outputs in the order of the time steps, Keras in the order of computing. */
function reversed({ graph, input }: LayerContext, sequences: string): string {
  const squeezed = graph.apply('Squeeze', [sequences, graph.integers([1], [1])]);
  const all = graph.integers([1], [input.shape[0]]);
  const shape = graph.apply('Shape', [input.name], { start: { i: 0 }, end: { i: 1 } });
  const lengths = input.lengths
    ? graph.apply('Cast', [graph.apply('Max', [input.lengths, graph.int32([1])])], { to: { i: 7 } })
    : graph.apply('Expand', [all, shape]);
  const turned = graph.apply('ReverseSequence', [squeezed, lengths], {
    time_axis: { i: 0 },
    batch_axis: { i: 1 },
  });
  return graph.apply('Unsqueeze', [turned, graph.integers([1], [1])]);
}

/** From Keras's [inputs, gates · units] to ONNX's [gates · units, inputs]. */
function byGate(
  { shape: [inputs, columns], data }: Weight,
  gates: readonly number[],
  units: number,
): Float32Array {
  const rows = new Float32Array(data.length);
  gates.forEach((gate, to) => {
    for (let unit = 0; unit < units; unit++) {
      for (let i = 0; i < inputs; i++) {
        rows[(to * units + unit) * inputs + i] = data[i * columns + gate * units + unit];
      }
    }
  });
  return rows;
}

function biasOf(context: LayerContext, gates: readonly number[], units: number): Float32Array {
  if (context.config['useBias'] === false) return new Float32Array(gates.length * units);
  const { data } = weightOf(context, 'bias');
  return concatenated(gates.map((gate) => data.subarray(gate * units, (gate + 1) * units)));
}

function concatenated(arrays: readonly Float32Array[]): Float32Array {
  return Float32Array.from(arrays.flatMap((array) => [...array]));
}
