import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Heap } from './heap';
import type { LayerKernels } from './kernels';
import { loadKernels, startKernels } from './kernels';
import { pointerTo } from './pointer';

it('has the types of assembly/; npx nx run engine:kernel-types writes them', () => {
  const script = join(__dirname, '../../scripts/kernel-types.mjs');
  const types = execFileSync(process.execPath, [script], { encoding: 'utf8' });
  expect(readFileSync(join(__dirname, 'kernel-types.ts'), 'utf8')).toBe(types);
});

it("doesn't compile with swapped arguments", () => {
  const heap = new Heap();
  const { clear, gatherRows } = startKernels<LayerKernels>(loadKernels('layers'), heap);
  const [table, to] = [heap.allocateFloats(6), heap.allocateFloats(6)].map((array) => array.fill(1));
  const indices = heap.integers(heap.allocateIndices(2), 2);
  const pointers = { table: pointerTo(table), indices: pointerTo(indices), to: pointerTo(to) };
  const swapped = [
    // @ts-expect-error A count and a pointer.
    () => clear(pointers.to, 6),
    // @ts-expect-error A pointer in place of a count.
    () => clear(pointers.to, pointers.to),
    // @ts-expect-error A pointer that isn't one: it may be to other elements.
    () => clear(6, pointers.to + 4),
    // @ts-expect-error Floats and indices.
    () => gatherRows(2, 3, pointers.indices, pointers.table, pointers.to),
  ];
  expect(swapped).toHaveLength(4);
  clear(5, pointers.to);
  expect(Array.from(to)).toEqual([0, 0, 0, 0, 0, 1]);
  gatherRows(2, 3, pointers.table, pointers.indices, pointers.to);
  expect(Array.from(to)).toEqual([1, 1, 1, 1, 1, 1]);
});
