import { optimizerOf } from './optimizer';

const params = {
  optimizer: null,
  learningRate: 0.01,
  schedule: null,
  clipNorm: null,
  epochs: 3,
  batchSize: 32,
};

test('is Adam with a constant learning rate by default', () => {
  expect(optimizerOf(params, 100)).toEqual({ name: 'adam', learningRate: 0.01 });
});

test('a schedule takes all steps of all epochs, smaller last batches too', () => {
  expect(optimizerOf({ ...params, optimizer: 'adamW', schedule: 'oneCycle', clipNorm: 1 }, 100)).toEqual({
    name: 'adamW',
    learningRate: { name: 'oneCycle', maxLearningRate: 0.01, totalSteps: 12 },
    clipNorm: 1,
  });
  expect(optimizerOf({ ...params, schedule: 'cosineDecay' }, 96)).toEqual({
    name: 'adam',
    learningRate: { name: 'cosineDecay', initialLearningRate: 0.01, decaySteps: 9 },
  });
});
