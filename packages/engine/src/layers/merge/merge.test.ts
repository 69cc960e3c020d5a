import * as tf from '@tensorflow/tfjs';
import { floats, sentences } from '../../../test/helpers';
import type { ParityCase } from '../../../test/parity';
import { testParity } from '../../../test/parity';

const { dense, embedding, lstm } = tf.layers;
type Tensor = tf.SymbolicTensor;
type MergeName = 'add' | 'average' | 'maximum' | 'multiply' | 'concatenate';

const merged = (name: MergeName, tensors: Tensor[]) => tf.layers[name]().apply(tensors) as Tensor;

function branches(name: MergeName, steps: boolean): ParityCase {
  return {
    model: () => {
      const input = tf.input({ shape: steps ? [4, 3] : [3] });
      const branch = () => dense({ units: 5, activation: 'tanh' }).apply(input) as Tensor;
      const both = merged(name, [branch(), branch(), branch()]);
      const row = steps ? (lstm({ units: 2, recurrentInitializer: 'zeros' }).apply(both) as Tensor) : both;
      return tf.model({ inputs: input, outputs: dense({ units: 2 }).apply(row) as Tensor });
    },
    x: (random) => (steps ? floats(random, 7, 4, 3) : floats(random, 7, 3)),
  };
}

testParity({
  add: branches('add', false),
  average: branches('average', true),
  maximum: branches('maximum', false),
  multiply: branches('multiply', true),
  concatenate: branches('concatenate', true),
  'a tensor that several layers read': {
    model: () => {
      const input = tf.input({ shape: [3] });
      const hidden = dense({ units: 4, activation: 'tanh' }).apply(input) as Tensor;
      const square = merged('multiply', [hidden, dense({ units: 4 }).apply(hidden) as Tensor]);
      const sum = merged('add', [square, hidden, dense({ units: 4 }).apply(hidden) as Tensor]);
      return tf.model({ inputs: input, outputs: dense({ units: 1 }).apply(sum) as Tensor });
    },
    x: (random) => floats(random, 6, 3),
  },
  'a concatenation with what one of its layers reads': {
    model: () => {
      const input = tf.input({ shape: [3] });
      const hidden = dense({ units: 4, activation: 'tanh' }).apply(input) as Tensor;
      const both = merged('concatenate', [dense({ units: 2 }).apply(hidden) as Tensor, hidden]);
      return tf.model({ inputs: input, outputs: dense({ units: 1 }).apply(both) as Tensor });
    },
    x: (random) => floats(random, 6, 3),
  },
  'a layer that is applied three times': {
    model: () => {
      const input = tf.input({ shape: [4] });
      const shared = dense({ units: 4, activation: 'tanh' });
      const [once, twice] = [shared.apply(input) as Tensor, shared.apply(shared.apply(input)) as Tensor];
      return tf.model({
        inputs: input,
        outputs: dense({ units: 1 }).apply(merged('concatenate', [once, twice])) as Tensor,
      });
    },
    x: (random) => floats(random, 6, 4),
  },
  'two embeddings of one input, one of them read twice, and cells beside them': {
    model: () => {
      const input = tf.input({ shape: [6] });
      const embedded = [3, 5].map(
        (outputDim) => embedding({ inputDim: 20, outputDim }).apply(input) as Tensor,
      );
      const both = merged('concatenate', embedded);
      const states = lstm({ units: 4, recurrentInitializer: 'zeros', returnSequences: true }).apply(
        both,
      ) as Tensor;
      const all = merged('concatenate', [states, embedded[1]]);
      const last = lstm({ units: 3, recurrentInitializer: 'zeros' }).apply(all) as Tensor;
      return tf.model({ inputs: input, outputs: dense({ units: 1 }).apply(last) as Tensor });
    },
    x: (random) => sentences(random, 20, 6, [6, 2, 0, 3, 5, 1, 1, 4]),
  },
});
