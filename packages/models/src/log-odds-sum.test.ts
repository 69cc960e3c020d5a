import * as tf from '@tensorflow/tfjs';
import { logOdds } from './log-odds';
import { logOddsSum } from './log-odds-sum';

it("begins with the probability whose log-odds are the mean of the members'", () => {
  const predicted = logOddsSum(3).predict(
    tf.tensor2d([
      [1, 2, -6],
      [0.5, 0.25, 3],
    ]),
  ) as tf.Tensor;
  expect(predicted.shape).toEqual([2, 1]);
  expect([...predicted.dataSync()]).toEqual(
    [-1, 1.25].map((odds) => expect.closeTo(1 / (1 + Math.exp(-odds)), 6)),
  );
});

test.each([
  [0.5, 0],
  [0.9, Math.log(9)],
  [0, Math.log(1e-7)],
  [1, -Math.log(1e-7)],
])('the log-odds of %d are %d', (probability, expected) => {
  expect(logOdds(probability)).toBeCloseTo(expected, 6);
});
