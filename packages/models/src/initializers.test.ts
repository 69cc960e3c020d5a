import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { glorotUniform, orthogonal, randomUniform } from './initializers';

beforeAll(() => tf.enableProdMode());

const initializers = { randomUniform, glorotUniform, orthogonal };

function draw(name: keyof typeof initializers, seed: number, shape: [number, number]): Float32Array {
  return initializers[name](new RandomState(seed)).apply(shape).dataSync<'float32'>();
}

/** Kolmogorov–Smirnov statistic of the values against the uniform distribution over ±limit. */
function distanceFromUniform(values: Float32Array, limit: number): number {
  const sorted = values.toSorted();
  return sorted.reduce((distance, value, index) => {
    const expected = (value + limit) / (2 * limit);
    return Math.max(distance, expected - index / sorted.length, (index + 1) / sorted.length - expected);
  }, 0);
}

/** Critical value of the Kolmogorov–Smirnov test at a significance of 0.001. */
const criticalDistance = (count: number) => 1.95 / Math.sqrt(count);

test('randomUniform is uniform over ±0.05', () => {
  const values = draw('randomUniform', 0, [500, 100]);
  expect(values).toHaveLength(50_000);
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.fround(0.05));
  expect(distanceFromUniform(values, 0.05)).toBeLessThan(criticalDistance(values.length));
});

test.each<[number, number]>([
  [100, 512],
  [128, 1],
  [1, 400],
])('glorotUniform is uniform over ±√(6 / (%i + %i))', (fanIn, fanOut) => {
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  const values = draw('glorotUniform', 0, [fanIn, fanOut]);
  expect(values).toHaveLength(fanIn * fanOut);
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.fround(limit));
  expect(distanceFromUniform(values, limit)).toBeLessThan(criticalDistance(values.length));
});

test.each<[number, number]>([
  [128, 512],
  [512, 128],
  [100, 100],
  [1, 4],
  [1, 1],
])('orthogonal [%i, %i] has orthonormal rows or columns', (rows, columns) => {
  const matrix = tf.tensor2d(draw('orthogonal', 0, [rows, columns]), [rows, columns]);
  const gram = tf.matMul(matrix, matrix, rows > columns, rows <= columns);
  const identity = tf.eye(Math.min(rows, columns));
  expect(gram.sub(identity).abs().max().dataSync()[0]).toBeLessThan(1e-6);
});

// numpy.linalg.qr of numpy.random.RandomState(7).normal(size=(5, 3)), then q *= sign(diag(r)).
const Q = [
  [0.8860916407757284, 0.14855934667374029, 0.4316010937084032],
  [0.213600284829414, -0.3177958309580953, -0.4633722125359113],
  [-0.0004666971132141, -0.917261164981481, 0.3515146867397735],
  [0.3147522182350572, -0.18759395555997938, -0.548825682482506],
  [0.2648534420733213, -0.01940086069487769, -0.4174135176925017],
];

test("orthogonal is the Q of NumPy's QR, with a positive diagonal in R", () => {
  draw('orthogonal', 7, [5, 3]).forEach((value, i) => expect(value).toBeCloseTo(Q.flat()[i], 6));
  const transposed = Q[0].flatMap((_, column) => Q.map((row) => row[column]));
  draw('orthogonal', 7, [3, 5]).forEach((value, i) => expect(value).toBeCloseTo(transposed[i], 6));
});

test.each(['randomUniform', 'glorotUniform', 'orthogonal'] as const)(
  '%s: the seed decides every bit',
  (name) => {
    const values = draw(name, 1, [30, 40]);
    expect(draw(name, 1, [30, 40])).toEqual(values);
    expect(draw(name, 2, [30, 40])).not.toEqual(values);
  },
);

test.each(['randomUniform', 'glorotUniform', 'orthogonal'] as const)(
  "%s has the name and configuration of TensorFlow.js's initializer",
  (name) => {
    const ours = initializers[name](new RandomState(0));
    const stock = tf.initializers[name]({ minval: -0.05, maxval: 0.05 });
    expect(ours.getClassName()).toBe(stock.getClassName());
    expect(ours.getConfig()).toEqual(stock.getConfig());
  },
);
