import { UnsupportedModelError } from '../errors';
import type { LayerSpec, ModelSpec, WeightSpec } from '../model-spec';
import type { Loss } from '../types';
import { LAYERS } from './layers';
import { unsupportedOption } from './layers/layer';
import { LOSSES } from './losses';

/** A model checked and taken apart into the embedding and the layers behind it. */
export interface CompilableModel {
  spec: ModelSpec;
  loss: Loss;
  /** The embedding in front, whose rows are looked up before the layers and updated after them. */
  embedding?: WeightSpec;
  /** All other layers. */
  layers: readonly LayerSpec[];
  /** Their weights, and where those begin and end in the flat vector of all weights. */
  weights: readonly WeightSpec[];
  weightsBegin: number;
  weightsEnd: number;
  /** Time steps of the input; 1 where it has no time axis. */
  steps: number;
  /** Features of one time step as the first layer gets it. */
  features: number;
  /** Numbers in one output row. */
  outputs: number;
}

/** @throws UnsupportedModelError naming the layer, what is wrong with it, and the engines that can. */
export function compilable(spec: ModelSpec, loss: Loss): CompilableModel {
  const refuse = (layer: LayerSpec, what: string): never => {
    throw new UnsupportedModelError(
      `The onnx engine can't compile ${what} of layer "${layer.name}" (${layer.className}); ` +
        `use --engine tfjs-node or --engine tfjs.`,
    );
  };
  const [first, ...rest] = spec.layers;
  const embedded = first.className === 'Embedding';
  if (embedded) {
    const option = unsupportedOption(first.config, { maskZero: false });
    if (option) refuse(first, option);
  }
  const layers = embedded ? rest : spec.layers;
  for (const layer of layers) {
    if (!(layer.className in LAYERS)) refuse(layer, 'the type');
    const option = LAYERS[layer.className].unsupported(layer.config);
    if (option) refuse(layer, option);
  }
  const last = layers[layers.length - 1];
  const { fusedActivation } = LOSSES[loss];
  if (fusedActivation && last.config['activation'] !== fusedActivation) {
    refuse(last, `${loss} behind activation ${JSON.stringify(last.config['activation'])}`);
  }
  if (spec.outputShape.length !== 1) refuse(last, `an output of shape ${JSON.stringify(spec.outputShape)}`);

  const weights = layers.flatMap((layer) => layer.weights);
  const hasTime = embedded || spec.inputShape.length === 2;
  return {
    spec,
    loss,
    embedding: embedded ? first.weights[0] : undefined,
    layers,
    weights,
    weightsBegin: weights[0].offset,
    weightsEnd: spec.size,
    steps: hasTime ? spec.inputShape[0] : 1,
    features: embedded ? first.weights[0].shape[1] : spec.inputShape[spec.inputShape.length - 1],
    outputs: spec.outputShape[0],
  };
}
