import { Heap } from '../../heap';
import { pointerTo } from '../../pointer';
import type { Matrix, Transposed } from '../matrix';
import { OrtSession } from './ort-session';

it('works again after a tensor that ONNX Runtime refuses', () => {
  const heap = new Heap();
  const matrix = (values: number[]): Matrix => {
    const floats = heap.allocateFloats(values.length);
    floats.set(values);
    return { pointer: pointerTo(floats), rows: 2, columns: 2 };
  };
  const [a, b, c] = [matrix([1, 2, 3, 4]), matrix([5, 6, 7, 8]), matrix([0, 0, 0, 0])];
  const session = new OrtSession(heap, undefined);
  session.run(a, b, c);
  expect(() => session.run({ ...a, rows: -1 }, b, c)).toThrow(/^ONNX Runtime: .*negative/);
  heap.floats(c.pointer, 4).fill(0);
  session.run(a, b, c);
  expect([...heap.floats(c.pointer, 4)]).toEqual([19, 22, 43, 50]);
  session.release();
});

it('throws ONNX Runtime’s message if there is no such session', () => {
  expect(() => new OrtSession(new Heap(), 'c' as Transposed)).toThrow(/^ONNX Runtime: .*transC/);
});
