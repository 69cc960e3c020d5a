import type { CompiledModel } from '../../graph/compile-model';
import { trainableWeights } from '../../graph/weights';
import type { Heap } from '../heap';
import { sharedDoubles, sharedIntegers } from '../shared-arrays';
import type { SharedFit } from './shared';

/** What the threads write to during a fit, but the rows' losses and predictions. */
export function allocateFit(
  heap: Heap,
  model: CompiledModel,
  workers: number,
  batchSize: number,
): Omit<SharedFit, 'x' | 'y' | 'rowWeights' | 'lengths' | 'losses' | 'predictions'> {
  const perThread = <T>(make: () => T): T[] => Array.from({ length: workers }, make);
  const vocabularySize = model.spec.vocabularySize ?? 0;
  const uniqueIds = Math.min(vocabularySize, (batchSize + 1) * model.steps);
  // A worker owns the embedding rows with `id % workers === worker`.
  const ownIds = Math.min(uniqueIds * workers, Math.ceil(vocabularySize / workers));
  const trainable = [...model.embeddings].filter(([, weight]) => weight.trainable);
  return {
    batchSize,
    gradients: perThread(() => heap.allocate(model.weightsEnd - model.weightsBegin)),
    uniqueIds: perThread(() => sharedIntegers(uniqueIds)),
    uniqueCounts: sharedIntegers(workers),
    embeddings: new Map(
      trainable.map(([node, table]) => {
        const [count, dimension] = table.shape;
        const l2 = model.penalties.find(({ weight }) => weight === table)?.factor ?? 0;
        // An L2 regularizer gives every row a gradient.
        const rows = l2 === 0 ? ownIds : Math.ceil(count / workers);
        const rowGradients = perThread(() => heap.allocate(uniqueIds * dimension));
        const rowGradientSums = perThread(() => heap.allocate(rows * dimension));
        return [node, { dimension, l2, rows, rowGradients, rowGradientSums }];
      }),
    ),
    sumsOfSquares: sharedDoubles(workers * trainableWeights(model.spec).length),
    penalties: sharedDoubles(workers),
    reduced: [0, 1].map(() => sharedDoubles(workers * model.reduced)),
  };
}
