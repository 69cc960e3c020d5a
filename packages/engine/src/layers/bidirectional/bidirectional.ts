import type { Float32Pointer } from '../../backend/pointer';
import type { LayerSpec } from '../../graph/model-spec';
import { gru } from '../gru/gru';
import type { IndexedActivations, Layer, LayerContext, LayerType } from '../layer';
import { allocateCells, pointersByName } from '../layer';
import { lstm } from '../lstm/lstm';
import type { Merge } from '../merge/merges';
import { MERGES } from '../merge/merges';
import type { Gate } from '../saturation';
import { simpleRnn } from '../simple-rnn/simple-rnn';
import { withGradient } from '../with-gradient';

const RECURRENT = { GRU: gru, LSTM: lstm, SimpleRNN: simpleRnn } as const;

/** Keras's names for how the two directions are merged. */
const MERGE_MODES: Readonly<Record<string, Merge>> = {
  ave: MERGES.average,
  concat: MERGES.concatenate,
  mul: MERGES.multiply,
  sum: MERGES.add,
};

interface Inner {
  className: keyof typeof RECURRENT;
  config: LayerSpec['config'];
}

/** Keras's `Bidirectional` (Schuster and Paliwal 1997). */
export const bidirectional: LayerType = {
  unsupported: ({ layer, mergeMode }, shapes) => {
    const { className, config } = layer as Inner;
    if (!(className in RECURRENT)) return `the layer ${JSON.stringify(className)}`;
    if (!(String(mergeMode) in MERGE_MODES)) return `mergeMode ${JSON.stringify(mergeMode)}`;
    if (config['goBackwards']) return 'goBackwards true';
    return RECURRENT[className].unsupported(config, shapes);
  },
  mask: ({ layer }) => ((layer as Inner).config['returnSequences'] ? 'passed' : 'used'),
  create: (context) => new Bidirectional(context),
};

/** Two layers over the same input, one of which goes backwards. */
class Bidirectional implements Layer {
  readonly output: IndexedActivations;
  readonly gates: readonly Gate[];
  private readonly forwards: Layer;
  private readonly backwards: Layer;
  private readonly merge: Merge;
  /** The backwards layer's gradient of the input. */
  private readonly inputGradient?: Float32Pointer;

  constructor(private readonly context: LayerContext) {
    const { config, heap, input } = context;
    const { className, config: inner } = config['layer'] as Inner;
    const { createOrdered } = RECURRENT[className];
    if (input.gradient !== undefined) this.inputGradient = heap.allocate(input.capacity * input.features);
    const second = this.inputGradient === undefined ? input : withGradient(input, this.inputGradient);
    const direction = (goBackwards: boolean, reading: IndexedActivations) =>
      createOrdered(
        {
          ...context,
          config: { ...inner, goBackwards },
          weights: weightsOf(context.weights, goBackwards),
          gradients: weightsOf(context.gradients, goBackwards),
          input: reading,
          inputs: [reading],
        },
        'time',
      );
    this.forwards = direction(false, input);
    this.backwards = direction(true, second);
    this.gates = [...gatesOf(this.forwards, 'forward'), ...gatesOf(this.backwards, 'backward')];
    this.merge = MERGE_MODES[config['mergeMode'] as string];
    const { axis, features } = this.forwards.output;
    this.output = allocateCells(context, axis, this.merge.features([features, features]));
  }

  forward(): void {
    const { forwards, backwards, output, merge, context } = this;
    forwards.forward();
    backwards.forward();
    output.count = forwards.output.count;
    merge.forward(context.kernels, [forwards.output, backwards.output], output);
  }

  backward(): void {
    const { forwards, backwards, output, merge, context, inputGradient } = this;
    const { kernels, input } = context;
    merge.backward(kernels, [forwards.output, backwards.output], output);
    forwards.backward();
    backwards.backward();
    if (inputGradient !== undefined) {
      kernels.add(input.count * input.features, inputGradient, input.gradient as Float32Pointer);
    }
  }
}

function gatesOf({ gates = [] }: Layer, direction: string): Gate[] {
  return gates.map((gate) => ({ ...gate, name: `${direction} ${gate.name}` }));
}

/** The weights of one direction, `forward_lstm/kernel` and the like, by their names in that layer. */
function weightsOf(
  weights: Readonly<Record<string, Float32Pointer>>,
  backwards: boolean,
): Readonly<Record<string, Float32Pointer>> {
  const prefix = backwards ? 'backward_' : 'forward_';
  const own = Object.entries(weights).filter(([name]) => name.startsWith(prefix));
  // The layer's own name may contain a "/".
  return pointersByName(own.map(([name, pointer]) => [name.slice(name.lastIndexOf('/') + 1), pointer]));
}
