import type { GateSaturation, Histograms, WeightHistogram } from '../../histograms';
import type { CompiledModel } from '../../graph/compile-model';
import { trainableWeights } from '../../graph/weights';
import type { Gate } from '../../layers/saturation';
import { sharedDoubles } from '../shared-arrays';
import { BINS, SUMS, Tally } from './tally';

/** The tallies of all workers. In shared memory. */
export interface SharedHistograms {
  everySteps: number;
  /** [workers × weights × 2 × BINS], first of the values, then of the gradients. */
  bins: Uint32Array;
  /** [workers × weights × 2 × SUMS] */
  sums: Float64Array;
  /** [workers × gates × 2]: values in all, and those that are saturated. There may be fewer gates than fit in. */
  gates: Float64Array;
}

/** More than a layer has: four of an LSTM, in two directions. */
const MOST_GATES = 8;

/** One worker's part of a trainable weight: what it updates. */
export interface WeightPart {
  name: string;
  /** Passes on the values as they are after the step. */
  readValues(visit: (values: Float32Array) => void): void;
  /** Its gradient, summed over the workers. */
  gradients(): Float32Array;
}

export function allocateHistograms(
  everySteps: number,
  workers: number,
  { spec, nodes }: CompiledModel,
): SharedHistograms {
  const tallies = 2 * workers * trainableWeights(spec).length;
  return {
    everySteps,
    bins: new Uint32Array(new SharedArrayBuffer(4 * tallies * BINS)),
    sums: sharedDoubles(tallies * SUMS),
    gates: sharedDoubles(2 * workers * nodes.length * MOST_GATES),
  };
}

/** One worker's share of the histograms of weights and gradients, and of the gates' saturation. Reads what it counts, and changes nothing. */
export class WeightHistograms {
  /** [worker][weight], values and gradients. */
  private readonly tallies: readonly (readonly [values: Tally, gradients: Tally][])[];

  /**
   * @param parts one per trainable weight, in the same order in every worker
   * @param gates alike
   */
  constructor(
    private readonly shared: SharedHistograms,
    private readonly parts: readonly WeightPart[],
    private readonly gates: readonly { layer: string; gate: Gate }[],
    private readonly worker: number,
    private readonly workers: number,
  ) {
    const tally = (i: number) =>
      new Tally(
        shared.bins.subarray(i * BINS, (i + 1) * BINS),
        shared.sums.subarray(i * SUMS, (i + 1) * SUMS),
      );
    this.tallies = Array.from({ length: workers }, (_, worker) =>
      parts.map((_, i) => {
        const first = 2 * (worker * parts.length + i);
        return [tally(first), tally(first + 1)] as const;
      }),
    );
  }

  isDue(step: number): boolean {
    return step === 1 || step % this.shared.everySteps === 0;
  }

  /** Measures the gates, between the forward and the backward pass; those of no row if this worker has none. */
  addGates(hasRows: boolean): void {
    this.gates.forEach(({ gate }, i) => {
      const { count, saturated } = hasRows ? gate.measure() : { count: 0, saturated: 0 };
      this.shared.gates.set([count, saturated], 2 * (this.worker * this.gates.length + i));
    });
  }

  /** Counts this worker's gradients, before the update. */
  addGradients(): void {
    this.parts.forEach((part, i) => {
      const [, tally] = this.tallies[this.worker][i];
      tally.clear();
      tally.add(part.gradients());
    });
  }

  /** Counts this worker's weights, after the update. */
  addValues(): void {
    this.parts.forEach((part, i) => {
      const [tally] = this.tallies[this.worker][i];
      tally.clear();
      part.readValues((values) => tally.add(values));
    });
  }

  /** Of all workers, once they have counted. */
  collect(): Pick<Histograms, 'weights' | 'gates'> {
    const weights = this.parts.map(({ name }, i): WeightHistogram => ({
      name,
      values: Tally.distribution(this.tallies.map((weights) => weights[i][0])),
      gradients: Tally.distribution(this.tallies.map((weights) => weights[i][1])),
    }));
    const gates = this.gates.map(({ layer, gate }, i): GateSaturation => ({
      layer,
      gate: gate.name,
      saturated: this.gateTotal(i, 1) / this.gateTotal(i, 0),
    }));
    return { weights, gates };
  }

  private gateTotal(gate: number, of: 0 | 1): number {
    let total = 0;
    for (let worker = 0; worker < this.workers; worker++) {
      total += this.shared.gates[2 * (worker * this.gates.length + gate) + of];
    }
    return total;
  }
}
