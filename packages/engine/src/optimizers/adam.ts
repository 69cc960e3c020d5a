import type { OptimizerKernels } from '../backend/kernels';
import { elementAt } from '../backend/pointer';
import { InputError } from '../errors';
import { number, optional } from '../options';
import { LazyAdam } from './lazy-adam';
import type {
  MissedSteps,
  Optimizer,
  OptimizerClass,
  OptimizerPointers,
  OptimizerVectors,
  RangeUpdate,
} from './optimizer';

export interface AdamHyperparameters {
  /** Decay of the first moment per step; default 0.9. */
  beta1?: number;
  /** Decay of the second moment per step; default 0.999. */
  beta2?: number;
  /** Added to the root of the second moment; default 1e-7. */
  epsilon?: number;
}

/** Adam (Kingma and Ba 2015) as Keras computes it; dense over every weight. */
export const adam: OptimizerClass<AdamHyperparameters> = {
  learningRate: 0.001,
  checks: {
    beta1: optional(number({ from: 0, below: 1 })),
    beta2: optional(number({ above: 0, below: 1 })),
    epsilon: optional(number({ above: 0 })),
  },
  create: (hyperparameters) => new Adam(hyperparameters),
};

/** Adam, or AdamW with a weight decay. The slots are the first and second moments m and v. */
export class Adam implements Optimizer {
  readonly slots = [0, 0];
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  /** The step size with both bias corrections, lr·√(1−β₂ᵗ)/(1−β₁ᵗ). */
  stepSize = 0;
  /** The fraction of w that the weight decay removes in a step. */
  decay = 0;

  constructor({
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-7,
    weightDecay = 0,
  }: AdamHyperparameters & { weightDecay?: number }) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
  }

  /** @throws InputError if the weight decay would remove a whole weight, or more */
  begin(step: number, learningRate: number): void {
    const { beta1, beta2, weightDecay } = this;
    this.stepSize = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    this.decay = learningRate * weightDecay;
    if (this.decay >= 1) {
      throw new InputError(
        `At step ${step} the learning rate ${learningRate} times the weightDecay ${weightDecay} is ${this.decay}; ` +
          `give a smaller one, so that it is below 1.`,
      );
    }
  }

  /**
   * w ← w − lr·weightDecay·w − stepSize·m/(√v+ε): the efficient form just before section 2.1 of the paper, after the
   * decoupled weight decay.
   */
  update(
    { w, slots: [m, v] }: OptimizerVectors,
    begin: number,
    end: number,
    gradient: Float32Array,
    gradientBegin: number,
  ): void {
    const { beta1, beta2, epsilon, stepSize, decay } = this;
    const shift = gradientBegin - begin;
    for (let i = begin; i < end; i++) {
      const g = gradient[i + shift];
      const mi = m[i] + (1 - beta1) * (g - m[i]);
      const vi = v[i] + (1 - beta2) * (g * g - v[i]);
      m[i] = mi;
      v[i] = vi;
      w[i] -= w[i] * decay + (stepSize * mi) / (Math.sqrt(vi) + epsilon);
    }
  }

  kernel(kernels: OptimizerKernels, { w, slots: [m, v] }: OptimizerPointers): RangeUpdate {
    const [newM, newV] = [1 - this.beta1, 1 - this.beta2];
    return (begin, count, gradient) =>
      kernels.adam(
        elementAt(w, begin),
        elementAt(m, begin),
        elementAt(v, begin),
        gradient,
        count,
        this.stepSize,
        newM,
        newV,
        this.epsilon,
        this.decay,
      );
  }

  /** Undefined for β₁ and β₂ so far from the defaults that `LazyAdam` wouldn't be exact. */
  get missedSteps(): Optimizer['missedSteps'] {
    if (!LazyAdam.converges(this)) return undefined;
    return (kernels, pointers): MissedSteps => new LazyAdam(this, kernels, pointers);
  }
}
