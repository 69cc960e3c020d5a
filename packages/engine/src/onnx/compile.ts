import { UnsupportedModelError } from '../errors';
import type { LayerSpec, ModelSpec, WeightSpec } from '../model-spec';
import type { Loss } from '../types';
import type { Columns } from './columns';
import { cellsToSteps, stepsToCells } from './columns';
import type { Value } from './graph';
import { Graph } from './graph';
import { LAYERS } from './layers';
import type { Activation, CompiledLayer } from './layers/layer';
import { unsupportedOption } from './layers/layer';
import { LOSS_COMPILERS } from './losses';

/** A model checked and taken apart into what stands before the ONNX graph and what is in it. */
export interface CompilableModel {
  spec: ModelSpec;
  loss: Loss;
  /** The embedding in front, whose rows are looked up before the graph and updated after it. */
  embedding?: WeightSpec;
  /** Layers inside the graph. */
  layers: readonly LayerSpec[];
  /** Their weights, and where those begin and end in the flat vector of all weights. */
  weights: readonly WeightSpec[];
  weightsBegin: number;
  weightsEnd: number;
  /** Time steps of the input; 1 where it has no time axis. */
  steps: number;
  /** Features of one time step as the graph gets it. */
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
  const { fusedActivation } = LOSS_COMPILERS[loss];
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

/**
 * The ONNX model of the forward pass and the loss, and with `training` of the gradients.
 *
 * Inputs: `x` [cells, features] in time order, `target` [outputs, columns], each weight by name, and in training
 * `columnWeights` [1, columns]. Outputs: `prediction` [outputs, columns], `loss` [1, columns], and in training
 * `gradient:<weight>` in Keras's shapes, and `gradient:x` where an embedding stands in front. `columns` in these
 * shapes is the count at the last time step.
 */
export function buildGraph(model: CompilableModel, columns: Columns, training: boolean): Uint8Array {
  const graph = new Graph();
  const cells = columns.reduce((a, b) => a + b, 0);
  const lastColumns = columns[columns.length - 1];
  const { fusedActivation, forward: compileLoss } = LOSS_COMPILERS[model.loss];

  const x = graph.input('x', [cells, model.features]);
  const target = graph.input('target', [model.outputs, lastColumns]);
  const weights = new Map<string, Value>();
  for (const weight of model.weights) weights.set(weight.name, graph.input(weight.name, weight.shape));

  let activation: Activation = {
    features: model.features,
    steps: cellsToSteps(graph, x, model.features, columns),
    columns,
  };
  const compiled: CompiledLayer[] = model.layers.map((layer, i) => {
    const fused = fusedActivation !== undefined && i === model.layers.length - 1;
    const config = fused ? { ...layer.config, activation: 'linear' } : layer.config;
    const named = layer.weights.map((weight) => [shortName(weight), weights.get(weight.name) as Value]);
    const result = LAYERS[layer.className].forward(
      { graph, config, weights: Object.fromEntries(named) },
      activation,
    );
    activation = result.output;
    return result;
  });
  const { prediction, loss, backward } = compileLoss(graph, activation.steps[0], target, model.outputs);
  graph.output('prediction', prediction, [model.outputs, lastColumns]);
  graph.output('loss', loss, [1, lastColumns]);
  if (!training) return graph.toBytes();

  let gradient: readonly Value[] = [backward(graph.input('columnWeights', [1, lastColumns]))];
  for (let i = compiled.length - 1; i >= 0; i--) {
    const gradients = compiled[i].backward(gradient);
    for (const weight of model.layers[i].weights) {
      graph.output(`gradient:${weight.name}`, gradients.weights[shortName(weight)], weight.shape);
    }
    gradient = gradients.input;
  }
  if (model.embedding) graph.output('gradient:x', stepsToCells(graph, gradient), [cells, model.features]);
  return graph.toBytes();
}

function shortName(weight: WeightSpec): string {
  return weight.name.slice(weight.name.lastIndexOf('/') + 1);
}
