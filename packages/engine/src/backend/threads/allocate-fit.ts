import type { CompiledModel } from '../../graph/compile-model';
import { trainableWeights } from '../../graph/weights';
import type { Heap } from '../heap';
import { sharedDoubles, sharedIntegers } from '../shared-arrays';
import type { SharedEmbedding, SharedFit } from './shared';

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
  const trainable = [...model.embeddings].filter(([, { table }]) => table.trainable);
  const ids = {
    uniqueIds: perThread(() => sharedIntegers(uniqueIds)),
    uniqueCounts: sharedIntegers(workers),
  };
  return {
    batchSize,
    gradients: perThread(() => heap.allocate(model.weightsEnd - model.weightsBegin)),
    ...ids,
    embeddings: new Map(
      trainable.map(([node, { table, bags }]) => {
        const [count, dimension] = table.shape;
        const l2 = model.penalties.find(({ weight }) => weight === table)?.factor ?? 0;
        const used = bags ? Math.min(count, uniqueIds * bags.shape[1]) : uniqueIds;
        // A worker owns the rows with `row % workers === worker`. An L2 regularizer gives every row a gradient.
        const rows = Math.min(l2 === 0 ? used * workers : count, Math.ceil(count / workers));
        const embedding: SharedEmbedding = {
          dimension,
          l2,
          rows,
          uniqueRows: bags ? perThread(() => sharedIntegers(used)) : ids.uniqueIds,
          uniqueCounts: bags ? sharedIntegers(workers) : ids.uniqueCounts,
          rowGradients: perThread(() => heap.allocate(used * dimension)),
          rowGradientSums: perThread(() => heap.allocate(rows * dimension)),
        };
        return [node, embedding];
      }),
    ),
    sumsOfSquares: sharedDoubles(workers * trainableWeights(model.spec).length),
    penalties: sharedDoubles(workers),
    reduced: [0, 1].map(() => sharedDoubles(workers * model.reduced)),
  };
}
