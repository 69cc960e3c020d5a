import type { OptimizerKernels } from '../backend/kernels';
import { elementAt } from '../backend/pointer';
import { number, optional } from '../options';
import type {
  MissedSteps,
  Optimizer,
  OptimizerClass,
  OptimizerPointers,
  OptimizerVectors,
  RangeUpdate,
} from './optimizer';
import { NOTHING_MISSED } from './optimizer';

export interface AdagradHyperparameters {
  /** Of the sums of squared gradients; default 0.1. */
  initialAccumulatorValue?: number;
  /** Added to the sum under the root; default 1e-7. */
  epsilon?: number;
}

/** Adagrad (Duchi et al. 2011) as Keras computes it. */
export const adagrad: OptimizerClass<AdagradHyperparameters> = {
  learningRate: 0.001,
  checks: {
    initialAccumulatorValue: optional(number({ from: 0 })),
    epsilon: optional(number({ above: 0 })),
  },
  create: (hyperparameters) => new Adagrad(hyperparameters),
};

/** The slot is the sum of the squared gradients. */
class Adagrad implements Optimizer {
  readonly slots: readonly number[];
  private readonly epsilon: number;
  private learningRate = 0;

  constructor({ initialAccumulatorValue = 0.1, epsilon = 1e-7 }: AdagradHyperparameters) {
    this.slots = [initialAccumulatorValue];
    this.epsilon = epsilon;
  }

  begin(_step: number, learningRate: number): void {
    this.learningRate = learningRate;
  }

  /** s ← s + g², w ← w − lr·g/√(s+ε). */
  update(
    { w, slots: [accumulator] }: OptimizerVectors,
    begin: number,
    end: number,
    gradient: Float32Array,
    gradientBegin: number,
  ): void {
    const { learningRate, epsilon } = this;
    const shift = gradientBegin - begin;
    for (let i = begin; i < end; i++) {
      const g = gradient[i + shift];
      const sum = accumulator[i] + g * g;
      accumulator[i] = sum;
      w[i] -= (learningRate * g) / Math.sqrt(sum + epsilon);
    }
  }

  kernel(kernels: OptimizerKernels, { w, slots: [accumulator] }: OptimizerPointers): RangeUpdate {
    return (begin, count, gradient) =>
      kernels.adagrad(
        elementAt(w, begin),
        elementAt(accumulator, begin),
        gradient,
        count,
        this.learningRate,
        this.epsilon,
      );
  }

  missedSteps(): MissedSteps {
    return NOTHING_MISSED;
  }
}
