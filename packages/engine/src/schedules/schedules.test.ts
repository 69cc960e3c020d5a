import { figures } from '../../test/optimizer-figures';
import { InputError } from '../errors';
import type { ScheduleOptions } from './index';
import { checkSchedule, scheduledLearningRate } from './index';

it.each(figures.schedules)(
  'agrees with the figures of Keras and PyTorch: $options',
  ({ options, learningRates }) => {
    expect(() => checkSchedule(options)).not.toThrow();
    learningRates.forEach((expected, step) => {
      expect(Math.abs(scheduledLearningRate(options, step) - expected)).toBeLessThan(2e-7 * 0.2);
    });
  },
);

it('warms up linearly, and stays there', () => {
  const options = { name: 'warmup', initialLearningRate: 0.1, warmupTarget: 0.5, warmupSteps: 4 } as const;
  const rates = [0, 1, 2, 3, 4, 5, 100].map((step) => scheduledLearningRate(options, step));
  [0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5].forEach((expected, i) => expect(rates[i]).toBeCloseTo(expected, 12));
});

it('keeps the lowest learning rate after the end of a cycle', () => {
  const options = { name: 'oneCycle', maxLearningRate: 1, totalSteps: 10 } as const;
  expect(scheduledLearningRate(options, 9)).toBeCloseTo(1 / 25 / 1e4, 12);
  expect(scheduledLearningRate(options, 1000)).toBe(scheduledLearningRate(options, 9));
});

it('is constant', () => {
  const options = { name: 'constant', learningRate: 0.3 } as const;
  expect([0, 7].map((step) => scheduledLearningRate(options, step))).toEqual([0.3, 0.3]);
});

it.each<[object, string]>([
  [{ name: 'cosine' }, 'There is no learning-rate schedule "cosine"; choose constant, exponentialDecay, '],
  [
    { name: 'exponentialDecay', initialLearningRate: 0.1, decayRate: 0.5 },
    'decaySteps of the learning-rate schedule exponentialDecay is undefined; give a number above 0.',
  ],
  [
    { name: 'oneCycle', maxLearningRate: 0.1, totalSteps: 9, pctStart: 1 },
    'pctStart of the learning-rate schedule oneCycle is 1; give a number from 0 to below 1.',
  ],
  [
    { name: 'constant', learningRate: 0.1, decaySteps: 4 },
    'There is no option decaySteps for the learning-rate schedule constant; choose from learningRate.',
  ],
])('refuses %j', (options, message) => {
  expect(() => checkSchedule(options as ScheduleOptions)).toThrow(InputError);
  expect(() => checkSchedule(options as ScheduleOptions)).toThrow(message);
});
