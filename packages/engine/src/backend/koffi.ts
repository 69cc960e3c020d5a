import type * as Koffi from 'koffi';
import { EngineUnavailableError } from '../errors';

/** The address of a buffer in memory. Only for shared memory, which never moves. */
export function addressOf(memory: ArrayBufferLike): number {
  return Number(loadKoffi().address(new Uint8Array(memory)));
}

/**
 * Loads koffi, which calls C functions and has a native part, on first use: without it everything except ONNX Runtime works.
 *
 * @throws EngineUnavailableError if it can't be loaded
 */
export function loadKoffi(): typeof Koffi {
  try {
    return require('koffi') as typeof Koffi;
  } catch (error) {
    throw new EngineUnavailableError(
      'ort-unavailable',
      `The package koffi, which calls ONNX Runtime, can't be loaded (${reasonOf(error)}).`,
      { reason: reasonOf(error) },
      { cause: error },
    );
  }
}

/** The first line of a loader's message, without its final period. */
export function reasonOf(error: unknown): string {
  return (error as Error).message.split('\n')[0].replace(/\.$/, '');
}
