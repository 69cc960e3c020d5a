import * as tf from '@tensorflow/tfjs';
import util from 'node:util';
import { EngineUnavailableError } from '../errors';
import type { CompileOptions, Engine } from '../types';
import { TfjsEngine } from './engine';

/** TensorFlow.js in pure JavaScript. */
export async function createTfjs(model: tf.LayersModel, options: CompileOptions): Promise<Engine> {
  await tf.setBackend('cpu');
  return new TfjsEngine('tfjs', model, options);
}

/** TensorFlow.js on TensorFlow's native kernels, by the package `@tensorflow/tfjs-node`. */
export async function createTfjsNode(model: tf.LayersModel, options: CompileOptions): Promise<Engine> {
  loadTfjsNode();
  await tf.setBackend('tensorflow');
  return new TfjsEngine('tfjs-node', model, options);
}

/**
 * Loads `@tensorflow/tfjs-node`, which nothing else does.
 *
 * @throws EngineUnavailableError where it or its native part is not installed
 */
export function loadTfjsNode(): void {
  // tfjs-node 4.22 calls this function, which Node 23 removed.
  (util as { isNullOrUndefined?: unknown }).isNullOrUndefined ??= (value: unknown) => value == null;
  try {
    require('@tensorflow/tfjs-node');
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    throw new EngineUnavailableError(
      `The engine tfjs-node can't be loaded (${reason}); install it with its native part by ` +
        `"npm install --no-save --ignore-scripts=false @tensorflow/tfjs-node@${tf.version.tfjs}", or use --engine onnx.`,
    );
  }
}
