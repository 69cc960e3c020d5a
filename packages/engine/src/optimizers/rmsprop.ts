import type { OptimizerKernels } from '../backend/kernels';
import { elementAt, NO_FLOATS } from '../backend/pointer';
import { flag, number, optional } from '../options';
import type {
  MissedSteps,
  Optimizer,
  OptimizerClass,
  OptimizerPointers,
  OptimizerVectors,
  RangeUpdate,
} from './optimizer';
import { Coasting, Powers } from './powers';

export interface RmspropHyperparameters {
  /** Decay of the moving averages per step; default 0.9. */
  rho?: number;
  /** From 0 to 1; default 0. */
  momentum?: number;
  /** Added to the mean square under the root; default 1e-7. */
  epsilon?: number;
  /** Whether to divide by the gradients' variance instead of their mean square; default false. */
  centered?: boolean;
}

/** RMSprop (Tieleman and Hinton 2012) as Keras computes it. */
export const rmsprop: OptimizerClass<RmspropHyperparameters> = {
  learningRate: 0.001,
  checks: {
    rho: optional(number({ from: 0, below: 1 })),
    momentum: optional(number({ from: 0, to: 1 })),
    epsilon: optional(number({ above: 0 })),
    centered: optional(flag),
  },
  create: (hyperparameters) => new Rmsprop(hyperparameters),
};

/** The slots are the mean square v; the momentum u, if there is one; and the mean a, if centered. */
class Rmsprop implements Optimizer {
  readonly slots: readonly number[];
  private readonly rho: number;
  private readonly momentum: number;
  private readonly epsilon: number;
  private readonly centered: boolean;
  private learningRate = 0;

  constructor({ rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false }: RmspropHyperparameters) {
    this.rho = rho;
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.centered = centered;
    this.slots = new Array<number>(1 + Number(momentum > 0) + Number(centered)).fill(0);
  }

  begin(_step: number, learningRate: number): void {
    this.learningRate = learningRate;
  }

  /**
   * v ← ρ·v + (1−ρ)·g², w ← w − lr·g/√(v+ε). With momentum: u ← momentum·u + lr·g/√(v+ε), w ← w − u. Centered:
   * a ← ρ·a + (1−ρ)·g, and v − a² takes the place of v under the root.
   */
  update(
    { w, slots }: OptimizerVectors,
    begin: number,
    end: number,
    gradient: Float32Array,
    gradientBegin: number,
  ): void {
    const { learningRate, rho, momentum: rate, epsilon } = this;
    const { velocity, momentum, average } = this.named(slots);
    const shift = gradientBegin - begin;
    for (let i = begin; i < end; i++) {
      const g = gradient[i + shift];
      let variance = rho * velocity[i] + (1 - rho) * g * g;
      velocity[i] = variance;
      if (average) {
        const mean = rho * average[i] + (1 - rho) * g;
        average[i] = mean;
        variance -= mean * mean;
      }
      let movement = (learningRate * g) / Math.sqrt(variance + epsilon);
      if (momentum) {
        movement += rate * momentum[i];
        momentum[i] = movement;
      }
      w[i] -= movement;
    }
  }

  kernel(kernels: OptimizerKernels, { w, slots }: OptimizerPointers): RangeUpdate {
    const { velocity, momentum, average } = this.named(slots);
    const { rho, momentum: rate, epsilon } = this;
    return (begin, count, gradient) =>
      kernels.rmsprop(
        elementAt(w, begin),
        elementAt(velocity, begin),
        momentum === undefined ? NO_FLOATS : elementAt(momentum, begin),
        average === undefined ? NO_FLOATS : elementAt(average, begin),
        gradient,
        count,
        this.learningRate,
        rho,
        1 - rho,
        rate,
        epsilon,
      );
  }

  /** Without gradient the averages decay, and w only moves by a momentum, which shrinks geometrically. */
  missedSteps(kernels: OptimizerKernels, { w, slots }: OptimizerPointers): MissedSteps {
    const { velocity, momentum, average } = this.named(slots);
    const coasting = new Coasting(this.momentum);
    const decays = new Powers(this.rho);
    let step = 0;
    return {
      begin: (first) => (step = first),
      advance: () => step++,
      catchUp: (begin, count, since) => {
        const missed = step - since;
        kernels.scale(count, decays.at(missed), elementAt(velocity, begin));
        if (average !== undefined) kernels.scale(count, decays.at(missed), elementAt(average, begin));
        if (momentum === undefined) return;
        const distance = coasting.distance(missed);
        const decay = coasting.decay(missed);
        kernels.coast(elementAt(w, begin), elementAt(momentum, begin), count, -distance, decay);
      },
    };
  }

  private named<T>(slots: readonly T[]): { velocity: T; momentum?: T; average?: T } {
    const [velocity, ...others] = slots;
    const momentum = this.momentum > 0 ? others[0] : undefined;
    return { velocity, momentum, average: this.centered ? others[others.length - 1] : undefined };
  }
}
