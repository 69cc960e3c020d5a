import type { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';
import { orthonormalize } from './orthonormalize';

type Initializer = ReturnType<typeof tf.initializers.orthogonal>;

/** Uniform over [-0.05, 0.05), float32: what `embeddings_initializer='uniform'` means in Keras 2. */
export function randomUniform(random: RandomState): Initializer {
  const limit = 0.05;
  return drawing(tf.initializers.randomUniform({ minval: -limit, maxval: limit }), (shape) =>
    random.uniform(-limit, limit, tf.util.sizeFromShape(shape)),
  );
}

/**
 * Uniform over ±√(6 / (fan in + fan out)), float32, for a kernel of shape [fan in, fan out].
 *
 * @see Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks,
 *   AISTATS 2010; Keras's `glorot_uniform`
 */
export function glorotUniform(random: RandomState): Initializer {
  return drawing(tf.initializers.glorotUniform({}), ([fanIn, fanOut]) => {
    const limit = Math.sqrt(6 / (fanIn + fanOut));
    return random.uniform(-limit, limit, fanIn * fanOut);
  });
}

/**
 * A random matrix of shape [rows, columns], float32, whose rows (or columns, whichever are fewer) are
 * orthonormal: the Q of a normal matrix of shape [max, min], transposed if rows < columns.
 *
 * @see Saxe et al., Exact solutions to the nonlinear dynamics of learning in deep linear neural
 *   networks, arXiv:1312.6120; Keras's `Orthogonal`
 */
export function orthogonal(random: RandomState): Initializer {
  return drawing(tf.initializers.orthogonal({}), ([rows, columns]) => {
    const length = Math.max(rows, columns);
    const count = Math.min(rows, columns);
    const vectors = orthonormalize(random.normal(0, 1, length * count), length, count);
    return rows < columns ? vectors : transpose(vectors, count, length);
  });
}

/** Makes a stock initializer draw its values from `draw`. Its name and configuration stay, so that saved models load anywhere. */
function drawing(initializer: Initializer, draw: (shape: number[]) => Float64Array): Initializer {
  initializer.apply = (shape) => tf.tensor(new Float32Array(draw(shape as number[])), shape as number[]);
  return initializer;
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const transposed = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) transposed[j * rows + i] = matrix[i * columns + j];
  }
  return transposed;
}
