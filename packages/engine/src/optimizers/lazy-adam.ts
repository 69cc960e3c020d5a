import type { OptimizerKernels } from '../backend/kernels';
import { elementAt } from '../backend/pointer';
import type { Adam } from './adam';
import type { MissedSteps, OptimizerPointers } from './optimizer';
import { Powers } from './powers';

/** Terms of the series below. */
const TERMS = 4;
/** The first omitted term must be less than this part of the sum. */
const TOLERANCE = 1e-7;
/** The rest of a row's movement is ignored once it is less than this part of the whole. */
const NEGLIGIBLE = 1e-10;

/**
 * Dense Adam for an embedding table that only touches the rows that a batch uses.
 *
 * In dense Adam a row with zero gradient still moves, because its moments decay gradually. Such a row is skipped, and its
 * k missed steps are applied together when it is used next. With α_s the step size of step s, they sum to
 *
 *   Σ_j α_{t+j}·β₁ʲm / (√(β₂ʲv)+ε) = m/(√v+ε) · Σ_j α_{t+j}·ρʲ / (1+q·δ_j),
 *   ρ = β₁/√β₂, δ_j = β₂^(−j/2) − 1, q = ε/(√v+ε) ≤ 1, j = 1 … k,
 *
 * Because ρʲ vanishes long before δ_j grows, the series 1/(1+qδ) = 1 − qδ + (qδ)² − (qδ)³ + … can be truncated. What
 * remains are sums that are the same for all rows last updated at step t; each step adds one term to them.
 *
 * With AdamW's weight decay, step s first multiplies w, and with it every earlier movement, by D_s = 1 − decay_s. So it
 * multiplies the sums by D_s before it adds its term, and w by the product of all missed D_s.
 */
export class LazyAdam implements MissedSteps {
  /** For each step t since `begin`: the sums Σ_j α_{t+j}·ρʲ·δ_jⁿ up to the current step, for n < TERMS. */
  private sums = new Float64Array(1024 * TERMS);
  /** For each step t since `begin`: Σ log D_s up to t. Only with a weight decay. */
  private logDecays = new Float64Array(1024);
  private base = 0;
  private step = 0;
  private readonly horizon: number;
  /** ρʲ·δ_jⁿ */
  private readonly factors: Float64Array;
  /** β₁ᵏ and β₂ᵏ, by k. */
  private readonly decays: { m: Powers; v: Powers };

  /** Whether four terms of the series are enough, as they are for the default β₁ and β₂. */
  static converges({ beta1, beta2 }: Adam): boolean {
    const rho = beta1 / Math.sqrt(beta2);
    if (rho >= 1) return false;
    let [sum, omitted] = [0, 0];
    for (let j = 1; j <= horizonOf(rho); j++) {
      sum += rho ** j;
      omitted += rho ** j * (beta2 ** (-j / 2) - 1) ** TERMS;
    }
    return omitted <= TOLERANCE * sum;
  }

  /** @param pointers the table's */
  constructor(
    private readonly adam: Adam,
    private readonly kernels: OptimizerKernels,
    private readonly pointers: OptimizerPointers,
  ) {
    const { beta1, beta2 } = adam;
    const rho = beta1 / Math.sqrt(beta2);
    this.horizon = horizonOf(rho);
    this.factors = new Float64Array((this.horizon + 1) * TERMS);
    for (let j = 1; j <= this.horizon; j++) {
      const delta = beta2 ** (-j / 2) - 1;
      for (let n = 0; n < TERMS; n++) this.factors[j * TERMS + n] = rho ** j * delta ** n;
    }
    this.decays = { m: new Powers(beta1), v: new Powers(beta2) };
  }

  begin(step: number): void {
    this.base = step;
    this.step = step;
    this.sums.fill(0);
  }

  advance(): void {
    this.step++;
    const { stepSize, decay, weightDecay } = this.adam;
    const steps = this.step - this.base + 1;
    if (steps > this.logDecays.length) {
      this.sums = grown(this.sums, 2 * steps * TERMS);
      this.logDecays = grown(this.logDecays, 2 * steps);
    }
    if (weightDecay > 0) this.logDecays[steps - 1] = this.logDecays[steps - 2] + Math.log1p(-decay);
    for (let t = Math.max(this.base, this.step - this.horizon); t < this.step; t++) {
      const at = (t - this.base) * TERMS;
      const j = (this.step - t) * TERMS;
      for (let n = 0; n < TERMS; n++) {
        this.sums[at + n] = this.sums[at + n] * (1 - decay) + stepSize * this.factors[j + n];
      }
    }
  }

  catchUp(begin: number, count: number, since: number): void {
    const at = (since - this.base) * TERMS;
    const {
      sums,
      decays,
      adam,
      pointers: { w, slots },
    } = this;
    const missed = this.step - since;
    let decay = 0;
    // Decays after the horizon, which the sums don't have yet.
    let remaining = 1;
    if (adam.weightDecay > 0) {
      const log = this.logDecays[this.step - this.base];
      decay = -Math.expm1(log - this.logDecays[since - this.base]);
      if (missed > this.horizon) {
        remaining = Math.exp(log - this.logDecays[since + this.horizon - this.base]);
      }
    }
    this.kernels.adamCatchUp(
      elementAt(w, begin),
      elementAt(slots[0], begin),
      elementAt(slots[1], begin),
      count,
      sums[at] * remaining,
      sums[at + 1] * remaining,
      sums[at + 2] * remaining,
      sums[at + 3] * remaining,
      decays.m.at(missed),
      decays.v.at(missed),
      adam.epsilon,
      decay,
    );
  }
}

/** Steps after which a row without gradient has moved nearly as far as it ever will. */
function horizonOf(rho: number): number {
  return Math.ceil(Math.log(NEGLIGIBLE) / Math.log(rho));
}

function grown(values: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(length);
  copy.set(values);
  return copy;
}
