import { MODEL_INPUT, modelSpec, readWeights } from '@rnn-lab/engine';
import type { LayerSpec } from '@rnn-lab/engine';
import { ELEMENT_TYPES, encodeModel } from '@rnn-lab/engine/onnx-proto';
import type { ValueInfoProto } from '@rnn-lab/engine/onnx-proto';
import { UserError } from '@rnn-lab/errors';
import type * as tf from '@tensorflow/tfjs';
import { Graph } from './graph';
import { LAYERS, MERGES } from './layers';
import type { Value } from './layer';
import { refuse } from './layer';

/** The name of the model's input in the ONNX graph. */
export const INPUT = 'input';

/**
 * A Layers model as a serialized ONNX model for any number of rows, with the same predictions. Its input `input` is int32 ids
 * [batch, steps] if embeddings read it, else floats; its outputs have the names of their layers.
 *
 * @throws UserError `not-exportable` {what} if ONNX has no exact equivalent of a part
 * @throws UnsupportedModelError for a model with several inputs
 */
export function onnxModel(model: tf.LayersModel): Uint8Array {
  const spec = modelSpec(model);
  const all = readWeights(model, spec);
  const graph = new Graph();
  const input: Value = { name: INPUT, shape: lengthsOf('The model', spec.inputShape) };
  const values: Value[] = [];
  for (const { layer: index, inputs, shape } of spec.nodes) {
    const layer = spec.layers[index];
    const { className, name, config } = layer;
    if (!Object.hasOwn(LAYERS, className)) refuse(layer, 'the type');
    // TensorFlow.js appends a recurrent layer's initialState to its inputs.
    if (inputs.length > 1 && !MERGES.includes(className))
      refuse(layer, 'a second input, such as initialState,');
    const reads = inputs.map((read) => (read === MODEL_INPUT ? input : values[read]));
    values.push(
      LAYERS[className]({
        graph,
        className,
        name,
        config,
        weights: weightsOf(layer, all),
        inputs: reads,
        input: reads[0],
        shape: lengthsOf(`The layer "${name}"`, shape),
      }),
    );
  }
  const outputs = spec.outputs.map(({ name }, i) => {
    const node = spec.outputNodes[i];
    const value = node === MODEL_INPUT ? input : values[node];
    if (value.lengths !== undefined) refuse(spec.layers[spec.nodes[node].layer], 'an output with a mask');
    return { name, value };
  });
  return encodeModel({
    name: spec.name,
    graph: {
      ...withOutputs(graph, outputs),
      input: [valueInfo(INPUT, input.shape, spec.vocabularySize === undefined ? 'float' : 'int32')],
      output: outputs.map(({ name, value }) => valueInfo(name, value.shape, 'float')),
    },
  });
}

/** Gives the outputs their names. */
function withOutputs(graph: Graph, outputs: readonly { name: string; value: Value }[]) {
  const { node, initializer } = graph.parts;
  const named = outputs.map(({ name, value }) => ({
    name: `output_${name}`,
    opType: 'Identity',
    input: [value.name],
    output: [name],
    attribute: [],
  }));
  return { node: [...node, ...named], initializer };
}

/** By the names within the layer. */
function weightsOf({ name: layer, weights }: LayerSpec, all: Float32Array) {
  return new Map(
    weights.map(({ name, shape, offset, size }) => [
      name.slice(layer.length + 1),
      { shape, data: all.subarray(offset, offset + size) },
    ]),
  );
}

function valueInfo(name: string, shape: readonly number[], type: 'float' | 'int32'): ValueInfoProto {
  const dim = [{ dimParam: 'batch' }, ...shape.map((dimValue) => ({ dimValue }))];
  return { name, type: { tensorType: { elemType: ELEMENT_TYPES[type], shape: { dim } } } };
}

function lengthsOf(what: string, shape: readonly (number | null)[]): readonly number[] {
  if (shape.every((length) => length !== null)) return shape as readonly number[];
  throw new UserError(
    'not-exportable',
    `${what} has an axis of any length, ${JSON.stringify(shape)}, which is not exported to ONNX; give the model's input a fixed shape.`,
    { what },
  );
}
