import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { floats, sentences } from '../../test/helpers';
import { fitOptions } from '../../test/sentiment';
import type { CompileOptions, NdArray } from '../index';
import { InputError, MATMUL_NAMES } from '../index';
import { CpuEngine } from './cpu-engine';
import { Heap } from './heap';
import { memoryOfFit, memoryOfPrediction, refuseOversized } from './memory';
import { PredictWorker } from './threads/predict-worker';

const { layers: L } = tf;
const ROWS = 20;
const zeros = { recurrentInitializer: 'zeros' } as const;

interface Case {
  layers: (steps: number) => tf.layers.Layer[];
  x: (steps: number) => NdArray;
  options?: Partial<CompileOptions>;
}

const ids = (steps: number) =>
  sentences(
    new RandomState(1),
    30,
    steps,
    Array.from({ length: ROWS }, (_, i) => i % (steps + 1)),
  );
const series = (steps: number) => floats(new RandomState(1), ROWS, steps, 3);

const CASES: Readonly<Record<string, Case>> = {
  'an embedding and an LSTM': {
    layers: (inputLength) => [
      L.embedding({ inputDim: 30, outputDim: 5, inputLength }),
      L.lstm({ units: 7, ...zeros }),
    ],
    x: ids,
  },
  'an optimizer that walks the table': {
    layers: (inputLength) => [
      L.embedding({ inputDim: 30, outputDim: 5, inputLength }),
      L.gru({ units: 7, ...zeros }),
    ],
    x: ids,
    options: { optimizer: { name: 'adam', beta1: 0.9, beta2: 0.9 } },
  },
  'stacked layers of a series': {
    layers: (steps) => [
      L.bidirectional({
        layer: L.simpleRNN({ units: 6, returnSequences: true, ...zeros }) as tf.RNN,
        mergeMode: 'concat',
        inputShape: [steps, 3],
      }),
      L.layerNormalization({}),
      L.dropout({ rate: 0.2 }),
      L.lstm({ units: 5, ...zeros }),
    ],
    x: series,
    options: { optimizer: { name: 'rmsprop', centered: true, momentum: 0.5 } },
  },
};

function open({ layers, options }: Case, steps: number, compile: Partial<CompileOptions>) {
  const model = tf.sequential({ layers: [...layers(steps), L.dense({ units: 1 })] });
  const engine = new CpuEngine(model, { loss: 'meanSquaredError', ...options, ...compile });
  return { engine, parts: engine['state'] };
}

const settings = Object.entries(CASES).flatMap(([name, each]) =>
  MATMUL_NAMES.map((matmul) => ({ name, each, matmul })),
);

it.each(settings)('is what is allocated: $name, $matmul', async ({ each, matmul }) => {
  const { engine, parts } = open(each, 6, { workers: 2, matmul });
  const { heap, shared, model } = parts;
  const before = heap.used;
  const estimate = memoryOfFit(shared, model, 8);
  expect(heap.used).toBe(before);
  const used = new Set<number>();
  const x = each.x(6);
  const y = { data: new Float32Array(ROWS), shape: [ROWS, 1] };
  await engine.fit(x, y, fitOptions({ batchSize: 8, onStepEnd: () => void used.add(heap.used) }));
  expect([...used]).toEqual([estimate]);
  expect(heap.used).toBe(before);

  const own = new Heap();
  const empty = own.used;
  new PredictWorker(shared, model, 0, own).release();
  expect(own.used - empty).toBe(memoryOfPrediction(shared, model));
  await engine.close();
});

it('is linear in the number of time steps, up to 2,000', async () => {
  const bytes = async (steps: number) => {
    const { engine, parts } = open(CASES['stacked layers of a series'], steps, { workers: 1 });
    const { shared, model } = parts;
    const result = memoryOfFit(shared, model, 15);
    await engine.close();
    return result;
  };
  const [short, middle, long] = [await bytes(500), await bytes(1000), await bytes(2000)];
  // 16 columns with the padding's, so that every array is a whole number of cache lines.
  expect(long - middle).toBe(2 * (middle - short));
});

it('refuses what WebAssembly or the machine has no memory for, with the bytes', () => {
  expect(() => refuseOversized(2 ** 32 + 64)).toThrow(
    new InputError(
      'The engine cpu needs 4294967360 bytes of memory for this model and batch size, but a WebAssembly memory has at ' +
        'most 4294967296; use a smaller batch size, shorter rows or fewer workers.',
    ),
  );
  const workers = new Array<number>(2 ** 14).fill(2 ** 32);
  expect(() => refuseOversized(0, workers)).toThrow(
    /^The engine cpu needs 70368744177664 bytes of memory .*, but this machine has \d+; use /,
  );
  expect(() => refuseOversized(2 ** 20, [2 ** 20])).not.toThrow();
});

it('refuses a model that is too large whatever the batch, with a remedy that helps', () => {
  const limit = jest.spyOn(process, 'constrainedMemory').mockReturnValue(1000);
  try {
    expect(() => open(CASES['an embedding and an LSTM'], 6, { workers: 1 })).toThrow(
      /^The engine cpu needs \d+ bytes of memory for the weights and optimizer slots of this model, but this machine has 1000; use fewer units or a smaller vocabulary\.$/,
    );
  } finally {
    limit.mockRestore();
  }
});
