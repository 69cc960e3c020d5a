import { EngineUnavailableError } from '../../../errors';
import { Heap } from '../../heap';
import { pointerTo } from '../../pointer';
import { OrtSession } from './ort-session';

let checked = false;

/**
 * Multiplies two small matrices, once per process: ONNX Runtime is called by positions in a table of functions, so that a
 * library that loads isn't yet one that multiplies.
 *
 * @throws EngineUnavailableError if the library can't be loaded, or the product is wrong
 */
export function checkOrt(): void {
  if (checked) return;
  const heap = new Heap();
  const matrix = (values: number[]) => {
    const floats = heap.allocateFloats(values.length);
    floats.set(values);
    return { pointer: pointerTo(floats), rows: 2, columns: 2 };
  };
  const [a, b, c] = [matrix([1, 2, 3, 4]), matrix([5, 6, 7, 8]), matrix([0, 0, 0, 0])];
  const session = new OrtSession(heap, undefined);
  session.run(a, b, c);
  session.release();
  const product = heap.floats(c.pointer, 4).join(' ');
  if (product !== '19 22 43 50') {
    throw new EngineUnavailableError(
      'ort-unavailable',
      `ONNX Runtime multiplies wrongly on this machine (${product} for 19 22 43 50).`,
      { product },
    );
  }
  checked = true;
}
