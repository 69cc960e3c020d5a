import { RandomState } from '@rnn-lab/random';
import { addingProblem, addingSteps } from './adding-problem';

const [COUNT, LAG] = [2000, 25];
const STEPS = addingSteps(LAG);
const { x, y } = addingProblem(COUNT, LAG, new RandomState(0));

/** The values, or the marks, of a row. */
function feature(row: number, index: number): number[] {
  return Array.from({ length: STEPS }, (_, step) => x.data[(row * STEPS + step) * 2 + index]);
}

const rows = Array.from({ length: COUNT }, (_, row) => {
  const marks = feature(row, 1);
  return {
    values: feature(row, 0),
    marks,
    marked: marks.flatMap((mark, step) => (mark === 1 ? [step] : [])),
  };
});

test('marks one of the first ten steps and one of those after them', () => {
  expect(x.shape).toEqual([COUNT, 10 + LAG, 2]);
  expect(new Set(rows.flatMap(({ marks }) => marks))).toEqual(new Set([0, 1]));
  expect(new Set(rows.map(({ marked }) => marked.length))).toEqual(new Set([2]));
  const places = (which: 0 | 1) =>
    [...new Set(rows.map(({ marked }) => marked[which]))].sort((a, b) => a - b);
  expect(places(0)).toEqual(Array.from({ length: 10 }, (_, step) => step));
  expect(places(1)).toEqual(Array.from({ length: LAG }, (_, step) => 10 + step));
});

test('the target is the sum of the marked values', () => {
  expect(y.shape).toEqual([COUNT, 1]);
  const sums = rows.map(({ values, marked: [first, second] }) => values[first] + values[second]);
  const difference = Math.max(...sums.map((sum, row) => Math.abs(sum - y.data[row])));
  expect(difference).toBeLessThan(1e-6);
});

test('always answering the mean has an error of 1/6', () => {
  const error = y.data.reduce((sum, target) => sum + (target - 1) ** 2, 0) / COUNT;
  expect(error).toBeCloseTo(1 / 6, 2);
});

test('the same state of the generator makes the same sequences', () => {
  const again = addingProblem(COUNT, LAG, new RandomState(0));
  expect(Buffer.from(again.x.data.buffer).equals(Buffer.from(x.data.buffer))).toBe(true);
});
