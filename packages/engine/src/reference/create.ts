import type * as tf from '@tensorflow/tfjs';
import { EngineUnavailableError, UnsupportedModelError } from '../errors';
import type { CompileOptions } from '../types';
import { TfjsEngine } from './tfjs-engine';
import { CommandError, EngineThread } from './thread';

/**
 * Creates an engine that trains with TensorFlow.js: in pure JavaScript, or on TensorFlow's native kernels
 * (`@tensorflow/tfjs-node`).
 *
 * @throws UnsupportedModelError if TensorFlow.js can't load or train the model
 * @throws EngineUnavailableError if tfjs-node or its native part isn't installed
 * @throws InputError if an option is invalid
 */
export async function createTfjs(
  name: 'tfjs' | 'tfjs-node',
  model: tf.LayersModel,
  options: CompileOptions,
): Promise<TfjsEngine> {
  const engine = await TfjsEngine.prepare(name, model, options);
  try {
    await engine.start();
    return engine;
  } catch (error) {
    await engine.close();
    if (!(error instanceof CommandError)) throw error;
    if (error.unavailable) throw unavailable(error);
    throw new UnsupportedModelError(
      'model-not-loadable',
      `TensorFlow.js can't load the model "${model.name}" in the engine's thread (${error.message}).`,
      { model: model.name },
      { cause: error },
    );
  }
}

/**
 * Tries to load `@tensorflow/tfjs-node`, in a thread of its own because that takes a second.
 *
 * @throws EngineUnavailableError if it or its native part isn't installed
 */
export async function checkTfjsNode(): Promise<void> {
  const thread = new EngineThread({ library: 'tfjs-node' });
  try {
    await thread.started;
  } catch (error) {
    throw error instanceof CommandError ? unavailable(error) : error;
  } finally {
    await thread.stop();
  }
}

function unavailable(error: CommandError): EngineUnavailableError {
  const reason = error.message.split('\n')[0].trim();
  return new EngineUnavailableError(
    'tfjs-node-unavailable',
    `The engine tfjs-node can't be loaded (${reason}); install its native part by ` +
      `"npx nx run engine:install-tfjs-node", or choose the engine cpu.`,
    { reason },
    { cause: error },
  );
}
