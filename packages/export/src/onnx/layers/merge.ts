import type { LayerContext, OnnxLayer, Value } from '../layer';
import { refuse } from '../layer';

/** Element by element, over inputs of one shape. */
const elementwise =
  (opType: string): OnnxLayer =>
  (context) =>
    merged(context, context.graph.apply(opType, inputNames(context)));

export const add = elementwise('Sum');
export const average = elementwise('Mean');
export const maximum = elementwise('Max');

export function multiply(context: LayerContext): Value {
  const [first, ...rest] = inputNames(context);
  return merged(
    context,
    rest.reduce((product, each) => context.graph.apply('Mul', [product, each]), first),
  );
}

export function concatenate(context: LayerContext): Value {
  const { graph, config, shape } = context;
  const { axis } = config;
  if (axis !== -1 && axis !== shape.length) refuse(context, `axis ${JSON.stringify(axis)}`);
  return merged(context, graph.apply('Concat', inputNames(context), { axis: { i: -1 } }));
}

const inputNames = ({ inputs }: LayerContext) => inputs.map(({ name }) => name);

/** The time steps of all inputs must be masked alike. Masks of one model all come from its input. */
function merged(context: LayerContext, name: string): Value {
  const { inputs, shape } = context;
  const [{ lengths }] = inputs;
  if (inputs.some((input) => (input.lengths === undefined) !== (lengths === undefined))) {
    refuse(context, 'an input with a mask, beside one without,');
  }
  return { name, shape, lengths };
}
