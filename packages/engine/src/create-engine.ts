import type * as tf from '@tensorflow/tfjs';
import { OnnxEngine } from './onnx/engine';
import { ortApi } from './onnx/ort-api';
import { createTfjs, createTfjsNode, loadTfjsNode } from './tfjs/create';
import type { CompileOptions, Engine, EngineName } from './types';

/**
 * Compiles a Layers model for training, as Keras's `Model.compile` does.
 *
 * @throws UnsupportedModelError where the engine can't compile the model
 * @throws EngineUnavailableError where the engine itself can't run
 * @throws InputError where an option is wrong
 */
export async function createEngine(
  name: EngineName,
  model: tf.LayersModel,
  options: CompileOptions,
): Promise<Engine> {
  switch (name) {
    case 'onnx':
      return new OnnxEngine(model, options);
    case 'tfjs':
      return createTfjs(model, options);
    case 'tfjs-node':
      return createTfjsNode(model, options);
  }
}

/**
 * Says early whether an engine can run here at all.
 *
 * @throws EngineUnavailableError that says what to do instead
 */
export function checkEngine(name: EngineName): void {
  if (name === 'onnx') ortApi();
  if (name === 'tfjs-node') loadTfjsNode();
}
