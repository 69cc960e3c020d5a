import type * as tf from '@tensorflow/tfjs';
import { CpuEngine } from './backend/cpu-engine';
import { checkTfjsNode, createTfjs } from './reference/create';
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
    case 'cpu':
      return new CpuEngine(model, options);
    case 'tfjs':
    case 'tfjs-node':
      return createTfjs(name, model, options);
  }
}

/**
 * Says early whether an engine can run here at all. The engine `cpu` always can; `resolveMatMul` says how.
 *
 * @throws EngineUnavailableError that says what to do instead
 */
export async function checkEngine(name: EngineName): Promise<void> {
  if (name === 'tfjs-node') await checkTfjsNode();
}
