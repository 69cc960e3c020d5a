import { RandomState } from '@rnn-lab/random';
import { kerasAdam, onHeap, worstError } from '../../test/adam';
import { Heap } from '../backend/heap';
import type { OptimizerKernels } from '../backend/kernels';
import { loadKernels, startKernels } from '../backend/kernels';
import { LazyAdam } from './lazy-adam';

describe('LazyAdam', () => {
  it.each([
    ['used at most of the steps', 0.7, 20],
    ['used occasionally', 0.05, 400],
    ['used a few times', 0.004, 1500],
  ])("agrees with Keras's dense formula for rows %s", (_, share, steps) => {
    const rows = 40;
    const dimension = 10;
    const random = new RandomState(2);
    const w = random.normal(0, 0.05, rows * dimension) as Float64Array;
    const used: boolean[][] = [];
    const gradients = Array.from({ length: steps }, () => {
      const g = (random.normal(0, 1, rows * dimension) as Float64Array).map(
        (value, i) => value * 10 ** -(i % 10),
      );
      used.push(Array.from({ length: rows }, () => (random.rand() as number) < share));
      return g.map((value, i) => (used[used.length - 1][Math.floor(i / dimension)] ? value : 0));
    });
    const expected = kerasAdam(w, gradients, 0.001);

    const heap = new Heap();
    const ours = onHeap(heap, w);
    const gradient = heap.allocateFloats(w.length);
    const lazy = new LazyAdam(
      startKernels<OptimizerKernels>(loadKernels('optimizer'), heap.memory),
      ours,
      dimension,
      new Int32Array(rows),
    );
    lazy.begin(0, 0.001);
    for (let step = 0; step < steps; step++) {
      gradient.set(gradients[step]);
      for (let row = 0; row < rows; row++) if (used[step][row]) lazy.catchUp(row);
      lazy.advance();
      for (let row = 0; row < rows; row++)
        if (used[step][row]) lazy.update(row, gradient.byteOffset + 4 * row * dimension);
    }
    for (let row = 0; row < rows; row++) lazy.catchUp(row);
    expect(worstError(ours.w, expected, w)).toBeLessThan(2e-5);
  });
});
