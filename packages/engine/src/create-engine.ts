import type * as tf from '@tensorflow/tfjs';
import { CpuEngine } from './backend/cpu-engine';
import { checkTfjsNode, createTfjs } from './reference/create';
import type { CompileOptions, Engine, EngineName, NdArray, Outputs } from './types';

/**
 * Compiles a Layers model for training, like Keras's `Model.compile`, and starts the engine's threads. Call `close` on
 * the result.
 *
 * @throws UnsupportedModelError if the engine can't train the model
 * @throws EngineUnavailableError if the engine isn't available on this machine
 * @throws InputError if an option is invalid
 */
export function createEngine<Y extends Outputs = NdArray>(
  name: EngineName,
  model: tf.LayersModel,
  options: CompileOptions,
): Promise<Engine<Y>>;
export async function createEngine(
  name: EngineName,
  model: tf.LayersModel,
  options: CompileOptions,
): Promise<Engine<Outputs>> {
  switch (name) {
    case 'cpu':
      return new CpuEngine(model, options);
    case 'tfjs':
    case 'tfjs-node':
      return createTfjs(name, model, options);
  }
}

/**
 * Checks that an engine is available on this machine, so that a command can fail before it loads its data. `cpu` and
 * `tfjs` always are; `resolveMatMul` reports which matrix products `cpu` uses.
 *
 * @throws EngineUnavailableError if it isn't; the message says what to do
 */
export async function checkEngine(name: EngineName): Promise<void> {
  if (name === 'tfjs-node') await checkTfjsNode();
}
