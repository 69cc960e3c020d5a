import { RandomState } from '@rnn-lab/random';
import { weighLogOdds } from './weigh-log-odds';

const ROWS = 4000;
const random = new RandomState(3);
const uniforms = random.uniform(0, 1, ROWS);
const noise = random.uniform(-4, 4, ROWS);
/** The true log-odds, and labels drawn by them. */
const truth = random.uniform(-3, 3, ROWS);
const labels = Array.from(truth, (odds, row) => Number(uniforms[row] < 1 / (1 + Math.exp(-odds))));

function columns(...values: ArrayLike<number>[]) {
  const data = Float32Array.from({ length: ROWS * values.length }, (_, i) => {
    return values[i % values.length][Math.floor(i / values.length)];
  });
  return { data, shape: [ROWS, values.length] };
}

it('scales down a classifier that is too sure of itself', () => {
  const sure = truth.map((odds) => 4 * odds);
  const { weights, bias } = weighLogOdds(columns(sure), labels);
  expect(Math.abs(weights[0] - 0.25)).toBeLessThan(0.03);
  expect(Math.abs(bias)).toBeLessThan(0.15);
});

it('gives no weight to a classifier that only guesses, and splits it among equals', () => {
  const { weights } = weighLogOdds(columns(truth, noise, truth), labels);
  expect(Math.abs(weights[1])).toBeLessThan(0.05);
  expect(weights[0]).toBeCloseTo(weights[2], 3);
  expect(Math.abs(weights[0] + weights[2] - 1)).toBeLessThan(0.1);
});

it('moves a classifier that favours one label', () => {
  const { bias } = weighLogOdds(columns(truth.map((odds) => odds + 2)), labels);
  expect(Math.abs(bias + 2)).toBeLessThan(0.2);
});
