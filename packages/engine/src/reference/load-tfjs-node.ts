import { constants } from 'node:os';
import util from 'node:util';

/** `@tensorflow/tfjs-node` or its native part isn't installed, or can't be loaded here. */
export class TfjsNodeError extends Error {}

/** dlopen(3)'s flag, which `os.constants.dlopen` lacks. Windows ignores flags. */
const RTLD_NODELETE = process.platform === 'darwin' ? 0x80 : 0x1000;

/**
 * Loads `@tensorflow/tfjs-node`, which registers itself as the backend `tensorflow`.
 *
 * @throws TfjsNodeError
 */
export function loadTfjsNode(): void {
  // tfjs-node 4.22 calls this function, which Node 23 removed.
  (util as { isNullOrUndefined?: unknown }).isNullOrUndefined ??= (value: unknown) => value == null;
  // Node unloads a library with the thread that loaded it. TensorFlow's own threads would run on, in no code at all,
  // and end the process by a segmentation fault.
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
