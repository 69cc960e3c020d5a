import type * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import type { CompileOptions, NdArray, Outputs } from '../src';
import { CpuEngine } from '../src/backend/cpu-engine';
import { fromOutputs, randomized, relativeError, toOutputs, using } from './helpers';
import { reference } from './reference';

/** ‖a−b‖₂ ≤ 1e-4·‖b‖₂. */
export const TOLERANCE = 1e-4;

export interface ParityCase extends Partial<Pick<CompileOptions, 'loss' | 'lossWeights'>> {
  model: () => tf.LayersModel;
  x: (random: RandomState) => NdArray;
  /** Default: random zeros and ones. */
  y?: (random: RandomState) => Outputs;
}

/** Each number of workers, and both kinds of matrix products. `parity.test.ts` combines all of them. */
export const PARALLEL = [
  { matmul: 'ort', workers: 1 },
  { matmul: 'wasm', workers: 2 },
  { matmul: 'ort', workers: 3 },
] as const;

/**
 * Declares a test for each case: predictions, loss and all gradients of the engine `cpu` agree with TensorFlow.js's automatic
 * differentiation, with the settings of `PARALLEL`.
 */
export function testParity(cases: Readonly<Record<string, ParityCase>>): void {
  it.each(Object.entries(cases))(
    'agrees with TensorFlow.js: %s',
    async (_, { model, x, y, loss = 'meanSquaredError', lossWeights }) => {
      const random = new RandomState(7);
      const layersModel = randomized(model());
      const inputs = x(random);
      const targets = y?.(random) ?? targetsFor(random, inputs.shape[0], layersModel);
      const expected = reference(layersModel, { loss, lossWeights }, { x: inputs, y: targets });
      for (const settings of PARALLEL) {
        const compile: CompileOptions = { loss, lossWeights, ...settings };
        // With bounds checks for both kinds of products, and once as users run it.
        const build = { checked: settings.workers < 3 };
        const engine = new CpuEngine(layersModel, compile, build);
        const errors = await using(Promise.resolve(engine), async (engine) => {
          const predictions = fromOutputs(layersModel, await engine.predict(inputs));
          const { loss, gradients } = await engine.gradients(inputs, targets);
          return {
            ...settings,
            ...Object.fromEntries(
              predictions.map(({ data }, i) => [`output ${i}`, errorOf(data, expected.predictions[i])]),
            ),
            loss: errorOf([loss], [expected.loss]),
            ...Object.fromEntries(
              gradients.map(({ name, data }) => [name, errorOf(data, expected.gradients.get(name))]),
            ),
          };
        });
        const names = layersModel.trainableWeights.map(({ originalName }) => originalName);
        expect(Object.keys(errors)).toEqual(expect.arrayContaining(names));
        expect(errors).toEqual(
          Object.fromEntries(
            Object.entries(errors).map(([key, value]) => [
              key,
              key in settings ? value : (value as number) < TOLERANCE ? value : `below ${TOLERANCE}`,
            ]),
          ),
        );
      }
    },
  );
}

function targetsFor(random: RandomState, rows: number, model: tf.LayersModel): Outputs {
  const arrays = model.outputs.map(({ shape }): NdArray => {
    const width = shape[1] as number;
    const data = Float32Array.from(random.randint(0, 2, rows * width) as ArrayLike<number>);
    return { data, shape: [rows, width] };
  });
  return toOutputs(model, arrays);
}

/** 0 if both are zero. */
function errorOf(a: ArrayLike<number>, b: ArrayLike<number> | undefined): number {
  if (!b) return NaN;
  const error = relativeError(Float32Array.from(a), Float32Array.from(b));
  return Number.isNaN(error) && Array.from(a).every((value) => value === 0) ? 0 : error;
}
