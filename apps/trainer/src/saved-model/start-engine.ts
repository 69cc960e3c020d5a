import { createEngine, resolveMatMul } from '@rnn-lab/engine';
import type { CompileOptions, Engine, EngineName, Outputs } from '@rnn-lab/engine';
import * as tf from '@tensorflow/tfjs';

// Without production mode TensorFlow.js prints four lines that recommend its native package.
tf.enableProdMode();

export interface EngineChoice {
  engine: EngineName;
  /** Default: one. */
  workers?: number;
}

/**
 * Starts the engine that predicts with a model.
 *
 * @returns the engine, and why matrix products run in WebAssembly, if they do
 * @throws EngineUnavailableError, UnsupportedModelError
 */
export async function startEngine(
  model: tf.LayersModel,
  loss: CompileOptions['loss'],
  { engine: name, workers }: EngineChoice,
): Promise<{ engine: Engine<Outputs>; matMulFallback?: string }> {
  const products = name === 'cpu' ? resolveMatMul() : undefined;
  const engine = await createEngine<Outputs>(name, model, { loss, matmul: products?.name, workers });
  return { engine, matMulFallback: products?.fallbackReason };
}
