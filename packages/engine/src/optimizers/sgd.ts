import type { OptimizerKernels } from '../backend/kernels';
import { elementAt } from '../backend/pointer';
import { flag, number, optional } from '../options';
import type {
  MissedSteps,
  Optimizer,
  OptimizerClass,
  OptimizerPointers,
  OptimizerVectors,
  RangeUpdate,
} from './optimizer';
import { NOTHING_MISSED } from './optimizer';
import { Coasting } from './powers';

export interface SgdHyperparameters {
  /** From 0 to 1; default 0. */
  momentum?: number;
  /** Whether to look ahead along the momentum (Sutskever et al. 2013); default false. */
  nesterov?: boolean;
}

/** Gradient descent, optionally with momentum: Keras's `SGD`. */
export const sgd: OptimizerClass<SgdHyperparameters> = {
  learningRate: 0.01,
  checks: { momentum: optional(number({ from: 0, to: 1 })), nesterov: optional(flag) },
  create: (hyperparameters) => new Sgd(hyperparameters),
};

/** The slot is the momentum, if there is one. */
class Sgd implements Optimizer {
  readonly slots: readonly number[];
  private readonly momentum: number;
  private readonly nesterov: boolean;
  private learningRate = 0;

  constructor({ momentum = 0, nesterov = false }: SgdHyperparameters) {
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.slots = momentum > 0 ? [0] : [];
  }

  begin(_step: number, learningRate: number): void {
    this.learningRate = learningRate;
  }

  /** v ← momentum·v − lr·g, w ← w + v; Nesterov: w ← w + momentum·v − lr·g with the new v. */
  update(
    { w, slots: [momentum] }: OptimizerVectors,
    begin: number,
    end: number,
    gradient: Float32Array,
    gradientBegin: number,
  ): void {
    const { learningRate, momentum: rate, nesterov } = this;
    const shift = gradientBegin - begin;
    for (let i = begin; i < end; i++) {
      const step = learningRate * gradient[i + shift];
      if (!momentum) {
        w[i] -= step;
        continue;
      }
      const movement = rate * momentum[i] - step;
      momentum[i] = movement;
      w[i] += nesterov ? rate * movement - step : movement;
    }
  }

  kernel(kernels: OptimizerKernels, { w, slots: [momentum] }: OptimizerPointers): RangeUpdate {
    const { momentum: rate, nesterov } = this;
    if (rate === 0) {
      return (begin, count, gradient) => kernels.sgd(elementAt(w, begin), gradient, count, this.learningRate);
    }
    return (begin, count, gradient) =>
      kernels.sgdMomentum(
        elementAt(w, begin),
        elementAt(momentum, begin),
        gradient,
        count,
        this.learningRate,
        rate,
        nesterov,
      );
  }

  /** A row without gradient coasts: its momentum shrinks geometrically, whatever the learning rate is. */
  missedSteps(kernels: OptimizerKernels, { w, slots: [momentum] }: OptimizerPointers): MissedSteps {
    if (this.momentum === 0) return NOTHING_MISSED;
    const coasting = new Coasting(this.momentum);
    const ahead = this.nesterov ? this.momentum : 1;
    let step = 0;
    return {
      begin: (first) => (step = first),
      advance: () => step++,
      catchUp: (begin, count, since) =>
        kernels.coast(
          elementAt(w, begin),
          elementAt(momentum, begin),
          count,
          ahead * coasting.distance(step - since),
          coasting.decay(step - since),
        ),
    };
  }
}
