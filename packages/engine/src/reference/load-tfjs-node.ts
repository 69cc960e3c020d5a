import { constants } from 'node:os';
import util from 'node:util';

/** `@tensorflow/tfjs-node` or its native part isn't installed, or can't be loaded. */
export class TfjsNodeError extends Error {}

/** A flag of dlopen(3) that is missing in `os.constants.dlopen`. Windows ignores flags. */
const RTLD_NODELETE = process.platform === 'darwin' ? 0x80 : 0x1000;

/**
 * Loads `@tensorflow/tfjs-node` into this thread, where it registers itself as the TensorFlow.js backend `tensorflow`.
 *
 * @throws TfjsNodeError if it or its native part isn't installed, or can't be loaded
 */
export function loadTfjsNode(): void {
  // tfjs-node 4.22 calls this function, which Node 23 removed.
  (util as { isNullOrUndefined?: unknown }).isNullOrUndefined ??= (value: unknown) => value == null;
  // Node.js unloads a library when the thread that loaded it ends. TensorFlow's own threads would keep running in
  // unmapped code, which is a segmentation fault.
  const { dlopen } = process;
  process.dlopen = (module, filename, flags = constants.dlopen?.RTLD_LAZY ?? 0) =>
    dlopen(module, filename, flags | RTLD_NODELETE);
  try {
    require('@tensorflow/tfjs-node');
  } catch (error) {
    throw new TfjsNodeError((error as Error).message, { cause: error });
  } finally {
    process.dlopen = dlopen;
  }
}
