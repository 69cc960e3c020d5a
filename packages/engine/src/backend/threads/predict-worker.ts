import type { CompiledModel } from '../../graph/compile-model';
import type { Lookups } from '../../layers/embedding/bags';
import { lookupsOf } from '../../layers/embedding/bags';
import { deduplicate, lookUp } from '../../layers/embedding/lookup';
import { UniqueIds } from '../../layers/embedding/unique-ids';
import { evaluateLosses } from '../evaluate-loss';
import type { Heap } from '../heap';
import { Network, stepCosts } from '../network';
import { fillInput } from '../packing/batch';
import type { PackedBatch } from '../packing/packed-batch';
import { pack, packFull } from '../packing/packed-batch';
import type { Float32Pointer } from '../pointer';
import type { SharedModel, SharedPrediction } from './shared';
import { Control } from './shared';

/** With the padding column 128: eight of ONNX Runtime's panels of 16 columns. */
const CHUNK_ROWS = 127;

/** Words whose embedding rows and input projections are cached across chunks. */
const CACHED_WORDS = 65_536;

/**
 * One worker's share of a prediction: every `workers`-th chunk of `order`, starting at chunk `worker`. Chunks are assigned
 * statically, because a work queue would batch different rows together and change float rounding from run to run.
 */
export class PredictWorker {
  private readonly unique?: UniqueIds;
  private readonly weights: Float32Pointer;
  private readonly network: Network;

  constructor(
    private readonly shared: SharedModel,
    private readonly model: CompiledModel,
    private readonly worker: number,
    private readonly heap: Heap,
  ) {
    const { vocabularySize } = model.spec;
    const columns = CHUNK_ROWS + 1;
    const cells = columns * model.steps;
    const rows = vocabularySize === undefined ? cells : Math.min(vocabularySize, cells + CACHED_WORDS);
    const weights = (this.weights = heap.allocate(model.weightsEnd - model.weightsBegin));
    this.network = new Network(model, shared.kernels, heap, { weights }, { columns, rows });
    if (vocabularySize !== undefined) this.unique = new UniqueIds(vocabularySize, new Int32Array(rows));
  }

  run(prediction: SharedPrediction): void {
    const { model, network, shared } = this;
    const { x, y, order, lengths } = prediction;
    const { steps, padding } = model;
    const { w } = shared.vectors;
    const chunk = Math.min(CHUNK_ROWS, Math.ceil(order.length / shared.workers));
    const weights = w.subarray(model.weightsBegin, model.weightsEnd);
    this.heap.floats(this.weights, weights.length).set(weights);
    this.unique?.clear();
    const lookups = lookupsOf(model.embeddings, w);
    for (let begin = this.worker * chunk; begin < order.length; begin += shared.workers * chunk) {
      if (Atomics.load(shared.control, Control.abort)) return;
      const end = Math.min(begin + chunk, order.length);
      const rows = order.subarray(begin, end);
      const batch = { rows, y, indices: rows };
      const packed = lengths
        ? pack({ lengths, steps, padding, costs: stepCosts(shared.kernels) }, begin, end)
        : packFull(rows.length, steps);
      this.fill(packed, rows, x, lookups);
      network.forward(packed);
      evaluateLosses(network, shared.outputs, packed, batch, prediction);
    }
  }

  release(): void {
    this.network.release();
  }

  private fill(packed: PackedBatch, rows: Int32Array, x: Float32Array | Int32Array, lookups: Lookups): void {
    const { model, network, unique, shared } = this;
    const { vocabularySize } = model.spec;
    if (!unique || vocabularySize === undefined) {
      fillInput(network, packed, rows, x);
      return;
    }
    const cells = packed.offsets[model.steps];
    const [{ capacity }] = network.sources;
    if (Math.min(unique.count + cells, vocabularySize) > capacity) unique.clear();
    for (const source of network.sources) source.begin = unique.count;
    deduplicate(unique, network.indices(cells), packed, rows, x);
    lookUp(network, unique, lookups, shared.vectors.w);
  }
}
