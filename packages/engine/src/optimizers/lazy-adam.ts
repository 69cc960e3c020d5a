import type { OptimizerKernels } from '../backend/kernels';
import type { AdamVectors } from './adam';
import { BETA_1, BETA_2, stepSize } from './adam';

/** Terms of the series below; the first omitted term is less than 1e-7 of the sum. */
const TERMS = 4;
/** β₁/√β₂: the factor by which the update of a row without gradient shrinks per step. */
const RHO = BETA_1 / Math.sqrt(BETA_2);
/** Steps after which the rest of such a row's movement is less than 1e-10 of the whole. */
const HORIZON = Math.ceil(Math.log(1e-10) / Math.log(RHO));

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
 */
export class LazyAdam {
  /** For each step t since `begin`: the sums Σ_j α_{t+j}·ρʲ·δ_jⁿ up to the current step, for n < TERMS. */
  private sums = new Float64Array(1024 * TERMS);
  private base = 0;
  private step = 0;
  private learningRate = 0;
  /** ρʲ·δ_jⁿ */
  private readonly factors = new Float64Array((HORIZON + 1) * TERMS);
  /** β₁ᵏ and β₂ᵏ, by k. Tabulated because Math.pow would take as long as updating a row. */
  private readonly decays = { m: powers(BETA_1), v: powers(BETA_2) };
  /** α of the current step. */
  private alpha = 0;
  /** Byte offsets of the table and its moments. Kept because reading `byteOffset` takes as long as updating a row. */
  private readonly pointers: { w: number; m: number; v: number };

  /**
   * @param vectors the table with its moments, [rows × dimension], in the kernels' memory
   * @param updatedAt for each row, the step up to which it is up to date
   */
  constructor(
    private readonly kernels: OptimizerKernels,
    { w, m, v }: AdamVectors,
    private readonly dimension: number,
    private readonly updatedAt: Int32Array,
  ) {
    this.pointers = { w: w.byteOffset, m: m.byteOffset, v: v.byteOffset };
    for (let j = 1; j <= HORIZON; j++) {
      const delta = BETA_2 ** (-j / 2) - 1;
      for (let n = 0; n < TERMS; n++) this.factors[j * TERMS + n] = RHO ** j * delta ** n;
    }
  }

  /** Starts at `step`. The caller has set `updatedAt` to it for every row. */
  begin(step: number, learningRate: number): void {
    this.learningRate = learningRate;
    this.base = step;
    this.step = step;
    this.sums.fill(0);
  }

  /** Advances to the next step. */
  advance(): void {
    this.step++;
    this.alpha = stepSize(this.learningRate, this.step);
    const needed = (this.step - this.base + 1) * TERMS;
    if (needed > this.sums.length) {
      const grown = new Float64Array(2 * needed);
      grown.set(this.sums);
      this.sums = grown;
    }
    for (let t = Math.max(this.base, this.step - HORIZON); t < this.step; t++) {
      const at = (t - this.base) * TERMS;
      const j = (this.step - t) * TERMS;
      for (let n = 0; n < TERMS; n++) this.sums[at + n] += this.alpha * this.factors[j + n];
    }
  }

  /** Applies the row's missed steps, up to and including the current one. */
  catchUp(row: number): void {
    const missed = this.step - this.updatedAt[row];
    if (missed === 0) return;
    const at = (this.updatedAt[row] - this.base) * TERMS;
    const { sums, pointers, dimension } = this;
    const begin = row * dimension * Float32Array.BYTES_PER_ELEMENT;
    this.kernels.adamCatchUp(
      pointers.w + begin,
      pointers.m + begin,
      pointers.v + begin,
      dimension,
      sums[at],
      sums[at + 1],
      sums[at + 2],
      sums[at + 3],
      this.decays.m[missed] ?? BETA_1 ** missed,
      this.decays.v[missed] ?? BETA_2 ** missed,
    );
    this.updatedAt[row] = this.step;
  }

  /**
   * Applies the current step to a row with a gradient. The row must be up to date at the previous step.
   *
   * @param gradient byte offset of the row's gradient
   */
  update(row: number, gradient: number): void {
    const { pointers, dimension } = this;
    const begin = row * dimension * Float32Array.BYTES_PER_ELEMENT;
    this.kernels.adam(
      pointers.w + begin,
      pointers.m + begin,
      pointers.v + begin,
      gradient,
      dimension,
      this.alpha,
    );
    this.updatedAt[row] = this.step;
  }
}

/** base⁰ … base¹⁰²³ */
function powers(base: number): Float64Array {
  return Float64Array.from({ length: 1024 }, (_, k) => base ** k);
}
