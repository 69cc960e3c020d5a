import type { CompiledModel, EmbeddingTable } from '../graph/compile-model';
import type { Heap } from './heap';
import type { SharedFit } from './threads/shared';

/** The workers' gradients, summed into one vector of all weights. */
export function sumGradients(heap: Heap, model: CompiledModel, fit: SharedFit): Float32Array {
  const sum = new Float32Array(model.spec.size);
  for (const [worker, pointer] of fit.gradients.entries()) {
    const gradients = heap.floats(pointer, model.weightsEnd - model.weightsBegin);
    gradients.forEach((value, i) => (sum[model.weightsBegin + i] += value));
    for (const [node, { dimension, rowGradients, uniqueRows, uniqueCounts }] of fit.embeddings) {
      const { offset } = (model.embeddings.get(node) as EmbeddingTable).table;
      const rows = heap.floats(rowGradients[worker], uniqueCounts[worker] * dimension);
      for (let i = 0; i < uniqueCounts[worker]; i++) {
        const row = offset + uniqueRows[worker][i] * dimension;
        for (let d = 0; d < dimension; d++) sum[row + d] += rows[i * dimension + d];
      }
    }
  }
  return sum;
}
