import type { LayerContext, Value } from '../layer';
import { refuse, refuseOptions } from '../layer';
import type { RecurrentType } from '../recurrent';
import { applyRecurrent } from '../recurrent';
import { GRU } from './gru';
import { LSTM } from './lstm';
import { SIMPLE_RNN } from './simple-rnn';

const RECURRENT: Readonly<Record<string, RecurrentType>> = { GRU, LSTM, SimpleRNN: SIMPLE_RNN };

/** The operator that merges the directions, by Keras's merge mode; they are axis 2 of [batch, steps, directions, units]. */
const MERGES: Readonly<Record<string, string>> = { ave: 'ReduceMean', mul: 'ReduceProd', sum: 'ReduceSum' };

interface Inner {
  className: string;
  config: LayerContext['config'];
}

/** A layer in both directions: one bidirectional operator. */
export function bidirectional(context: LayerContext): Value {
  const { graph, shape, input, config, weights } = context;
  const { className, config: inner } = config['layer'] as Inner;
  if (!Object.hasOwn(RECURRENT, className)) return refuse(context, `the layer ${JSON.stringify(className)}`);
  const layer = { ...context, config: inner };
  refuseOptions(layer, 'goBackwards', 'resetAfter');
  const all = [...weights].map(([name, weight]) => [name.slice(name.lastIndexOf('/') + 1), weight] as const);
  const half = all.length / 2;
  const directions = [all.slice(0, half), all.slice(half)].map((own) => ({
    ...layer,
    weights: new Map(own),
  }));
  const { sequences, last } = applyRecurrent(directions, RECURRENT[className], 'bidirectional');
  const returnSequences = Boolean(inner['returnSequences']);
  const name = returnSequences
    ? merge(context, graph.apply('Transpose', [sequences], { perm: { ints: [2, 0, 1, 3] } }), 2)
    : merge(context, graph.apply('Transpose', [last], { perm: { ints: [1, 0, 2] } }), 1);
  return { name, shape, lengths: returnSequences ? input.lengths : undefined };
}

/** @param axis of the directions, before the units */
function merge(context: LayerContext, both: string, axis: number): string {
  const { graph, config, shape } = context;
  const mode = String(config['mergeMode']);
  // 0 keeps an axis as it is.
  const kept = Array.from({ length: axis }, () => 0);
  if (mode === 'concat') {
    return graph.apply('Reshape', [both, graph.integers([axis + 1], [...kept, shape[axis - 1]])]);
  }
  if (!Object.hasOwn(MERGES, mode)) refuse(context, `mergeMode ${JSON.stringify(mode)}`);
  return graph.apply(MERGES[mode], [both, graph.integers([1], [axis])], { keepdims: { i: 0 } });
}
