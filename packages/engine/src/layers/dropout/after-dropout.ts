import type { Layer, LayerContext } from '../layer';
import { createDropout } from './dropout';

/** A layer whose input is dropped out with one mask for all time steps: the option `dropout` of recurrent layers. */
export function afterDropout(
  context: LayerContext,
  rate: number,
  create: (context: LayerContext) => Layer,
): Layer {
  if (!(context.training && rate > 0)) return create(context);
  const dropout = createDropout(context, rate, { perStep: false, perFeature: true });
  const layer = create({ ...context, input: dropout.output, inputs: [dropout.output] });
  return {
    output: layer.output,
    gates: layer.gates,
    forward() {
      dropout.forward();
      layer.forward();
    },
    backward() {
      layer.backward();
      dropout.backward();
    },
  };
}
