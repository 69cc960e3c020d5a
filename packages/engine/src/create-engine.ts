import type * as tf from '@tensorflow/tfjs';
import { addressSpaceOf, freeAddressSpace, refuseAddressSpace } from './address-space';
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
 * @throws UserError `no-address-space`
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
  await freeAddressSpace(name, options.workers);
  switch (name) {
    case 'cpu':
      return new CpuEngine(model, options);
    case 'tfjs':
    case 'tfjs-node':
      return createTfjs(name, model, options);
  }
}

/**
 * Checks that an engine can work on this machine, so that a command can fail before it loads its data. `cpu` and `tfjs` are
 * always available; `resolveMatMul` reports which matrix products `cpu` uses.
 *
 * @param size worker threads per engine, and how many engines there are at the same time
 * @throws EngineUnavailableError if it isn't available; the message says what to do
 * @throws UserError `no-address-space` if the limit on addresses is too low for it
 */
export async function checkEngine(
  name: EngineName,
  size: { workers?: number; engines?: number } = {},
): Promise<void> {
  const threads = `${size.workers ?? 1} ${(size.workers ?? 1) === 1 ? 'worker' : 'workers'}`;
  refuseAddressSpace(`the engine ${name} with ${threads}`, addressSpaceOf(name, size));
  // What an earlier training holds may be needed for other threads than the engine's.
  await freeAddressSpace(name, size.workers);
  if (name === 'tfjs-node') await checkTfjsNode();
}
