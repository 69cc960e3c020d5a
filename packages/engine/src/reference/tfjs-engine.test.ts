import * as fc from 'fast-check';
import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { tfjsNodeIsThere, withTool } from '@rnn-lab/testing';
import { floats, randomized, relativeError, using } from '../../test/helpers';
import { compileOptions, dataFor } from '../../test/random-models/build';
import { differences, resultsOf, tryBuild } from '../../test/random-models/compare';
import type { ModelDraw } from '../../test/random-models/draw';
import { dropsOut, randomModel } from '../../test/random-models/draw';
import { reference } from '../../test/reference';
import type { Engine, FitOptions, NamedWeight, NdArray, OptimizerState, Outputs } from '../index';
import { createEngine, UnsupportedModelError } from '../index';
import { adaptLayers } from './adapt-layers';

const { layers: L } = tf;
const TOLERANCE = 1e-5;
const compile = { loss: 'meanSquaredError' } as const;
const zeros = { recurrentInitializer: 'zeros' } as const;

beforeAll(() => tf.enableProdMode());

const names = ['tfjs', 'tfjs-node'] as const;
const describeWithNode = withTool('tfjs-node', tfjsNodeIsThere()).describe;

const byName = (weights: readonly NamedWeight[]) => new Map(weights.map(({ name, data }) => [name, data]));

function fitOptions(options: Partial<FitOptions> = {}): FitOptions {
  return { epochs: 1, batchSize: 100, random: new RandomState(1), ...options };
}

for (const name of names) {
  (name === 'tfjs' ? describe : describeWithNode)(name, () => {
    const tolerance = name === 'tfjs' ? TOLERANCE : 1e-4;
    const open = (model: tf.LayersModel) => createEngine(name, model, compile);

    it("a random model is refused by name, or agrees with TensorFlow.js's own operators", async () => {
      const outcomes = { impossible: 0, refused: 0, agrees: 0, odd: 0 };
      const property = fc.asyncProperty(randomModel({ usual: 1 }), async (draw) => {
        const model = tryBuild(draw);
        const outcome = model ? await outcomeOf(draw, model) : 'impossible';
        outcomes[outcome]++;
        if (outcome === 'agrees' && draw.oddity) outcomes.odd++;
        model?.dispose();
      });
      const more = process.env.RNN_LAB_RANDOM_MODELS;
      // Few, because each model starts a thread, which takes tfjs-node a second.
      const runs = Number(more ?? (name === 'tfjs' ? 40 : 15));
      await fc.assert(property, { numRuns: runs, seed: more ? undefined : 5, verbose: 1 });
      expect(outcomes.agrees).toBeGreaterThan(0.3 * runs);
      expect(outcomes.odd).toBeGreaterThan(0);
      expect(outcomes.refused).toBeGreaterThan(0);
    });

    const outcomeOf = async (draw: ModelDraw, model: tf.LayersModel) => {
      let engine: Engine<Outputs>;
      try {
        engine = await createEngine<Outputs>(name, model, compileOptions(draw));
      } catch (error) {
        expect(error).toBeInstanceOf(UnsupportedModelError);
        return 'refused';
      }
      const ours = await using(Promise.resolve(engine), () => resultsOf(engine, draw, model));
      adaptLayers(model);
      const expected = reference(model, compileOptions(draw), dataFor(draw, model));
      // Both draw masks of dropout, but not the same. A constraint changes the weights after the step.
      const { predictions } = ours;
      const comparable = {
        ...ours,
        ...(dropsOut(draw) && { ...expected, predictions }),
        ...(draw.oddity === 'constraint' && { stepped: expected.stepped }),
      };
      expect(differences(comparable, expected)).toEqual([]);
      return 'agrees';
    };

    it('trains only the weights that are not frozen', async () => {
      const model = randomized(
        tf.sequential({
          layers: [
            L.dense({ units: 3, inputShape: [4], activation: 'tanh', trainable: false, name: 'still' }),
            L.dense({ units: 2, name: 'moving' }),
          ],
        }),
      );
      const random = new RandomState(2);
      const [x, y] = [floats(random, 20, 4), floats(random, 20, 2)];
      await using(open(model), async (engine) => {
        const before = await engine.getWeights();
        await engine.fit(x, y, fitOptions({ epochs: 3 }));
        const after = byName(await engine.getWeights());
        const moved = before.filter(
          ({ name, data }) => relativeError(after.get(name) as Float32Array, data) > 0,
        );
        expect(moved.map(({ name }) => name)).toEqual(['moving/kernel', 'moving/bias']);
        const state = await engine.getOptimizerState();
        expect(state.slots.map((slot) => slot.map(({ length }) => length))).toEqual([
          [6, 2],
          [6, 2],
        ]);
        await engine.setOptimizerState(state);
      });
    });

    it('keeps and restores the moving averages of batch normalization', async () => {
      const model = tf.sequential({
        layers: [
          L.dense({ units: 3, inputShape: [4], name: 'hidden' }),
          L.batchNormalization({ name: 'norm', momentum: 0.5 }),
          L.dense({ units: 1, name: 'out' }),
        ],
      });
      const random = new RandomState(2);
      const [x, y] = [floats(random, 20, 4), floats(random, 20, 1)];
      await using(open(model), async (engine) => {
        const weights = await engine.getWeights();
        const before = byName(weights);
        await engine.gradients(x, y);
        const predicted = await engine.predict(x);
        await engine.fit(x, y, fitOptions());
        const after = byName(await engine.getWeights());
        const hidden = model
          .getLayer('hidden')
          .apply(tf.tensor2d(x.data as Float32Array, [20, 4])) as tf.Tensor;
        const mean = hidden.mean(0).dataSync();
        const expected = (before.get('norm/moving_mean') as Float32Array).map(
          (old, i) => 0.5 * old + 0.5 * mean[i],
        );
        expect(relativeError(after.get('norm/moving_mean') as Float32Array, expected)).toBeLessThan(
          tolerance,
        );
        expect(await engine.predict(x)).not.toEqual(predicted);
        await engine.setWeights(weights);
        expect(await engine.predict(x)).toEqual(predicted);
      });
    });

    it('applies a constraint, in its own weights and in the model', async () => {
      const kernelConstraint = tf.constraints.nonNeg();
      const model = randomized(
        tf.sequential({ layers: [L.dense({ units: 5, inputShape: [4], kernelConstraint, name: 'out' })] }),
      );
      const random = new RandomState(2);
      const [x, y] = [floats(random, 20, 4), floats(random, 20, 5)];
      await using(open(model), async (engine) => {
        await engine.fit(x, y, fitOptions({ epochs: 20 }));
        const [kernel] = await engine.getWeights();
        expect(Math.min(...kernel.data)).toBe(0);
        expect(Math.max(...kernel.data)).toBeGreaterThan(0);
        await engine.syncModel();
        expect(model.getWeights()[0].dataSync()).toEqual(kernel.data);
      });
    });

    describe('dropout', () => {
      const random = new RandomState(3);
      const [x, y] = [floats(random, 30, 4, 2), floats(random, 30, 1)];
      const model = () =>
        randomized(
          tf.sequential({
            layers: [
              L.lstm({
                name: 'lstm',
                units: 8,
                dropout: 0.3,
                recurrentDropout: 0.3,
                inputShape: [4, 2],
                ...zeros,
              }),
              L.dropout({ rate: 0.4, seed: 3 }),
              L.gaussianNoise({ stddev: 0.1 }),
              L.dense({ name: 'out', units: 1 }),
            ],
          }),
        );
      const losses = (seed: number, options: Partial<FitOptions> = {}) =>
        using(open(model()), async (engine) => {
          const curve: number[] = [];
          const onStepEnd = ({ loss }: { loss: number }) => curve.push(loss);
          await engine.fit(
            x,
            y,
            fitOptions({ epochs: 3, batchSize: 10, random: new RandomState(seed), onStepEnd, ...options }),
          );
          return curve;
        });

      it('is drawn from the seed of the fit', async () => {
        const first = await losses(9);
        expect(await losses(9)).toEqual(first);
        expect(await losses(10)).not.toEqual(first);
      });

      it('draws another mask in every step', async () => {
        // With one batch and almost no learning, the same mask would give the same loss in every epoch.
        const curve = await using(
          createEngine(name, model(), { ...compile, optimizer: { learningRate: 1e-30 } }),
          async (engine) => {
            const steps: number[] = [];
            const onStepEnd = ({ loss }: { loss: number }) => steps.push(loss);
            await engine.fit(x, y, fitOptions({ epochs: 5, onStepEnd }));
            return steps;
          },
        );
        expect(new Set(curve).size).toBe(5);
      });

      it('continues exactly from saved weights, optimizer state and generator', async () => {
        const whole = await losses(9);
        const generator = new RandomState(9);
        let carried: { weights: NamedWeight[]; state: OptimizerState } | undefined;
        const part = (epochs: number, rows: [NdArray, NdArray]) =>
          using(open(model()), async (engine) => {
            if (carried) {
              await engine.setWeights(carried.weights);
              await engine.setOptimizerState(carried.state);
            }
            const curve: number[] = [];
            const onStepEnd = ({ loss }: { loss: number }) => curve.push(loss);
            await engine.fit(...rows, fitOptions({ epochs, batchSize: 10, random: generator, onStepEnd }));
            carried = { weights: await engine.getWeights(), state: await engine.getOptimizerState() };
            return curve;
          });
        const first = await part(1, [x, y]);
        const order = Int32Array.from({ length: 30 }, (_, i) => i);
        new RandomState(9).shuffle(order);
        const reorder = ({ data, shape }: NdArray): NdArray => {
          const size = data.length / 30;
          const rows = data.slice();
          order.forEach((row, i) => rows.set(data.subarray(row * size, (row + 1) * size), i * size));
          return { data: rows, shape };
        };
        const second = await part(2, [reorder(x), reorder(y)]);
        expect([...first, ...second]).toEqual(whole);
      });

      it('is off in predictions and evaluations, and always the same in gradients', () =>
        using(open(model()), async (engine) => {
          expect(await engine.predict(x)).toEqual(await engine.predict(x));
          expect(await engine.evaluate(x, y)).toEqual(await engine.evaluate(x, y));
          expect(await engine.gradients(x, y)).toEqual(await engine.gradients(x, y));
        }));
    });

    it.each<[string, () => tf.LayersModel, string]>([
      [
        'a state kept from batch to batch',
        () =>
          tf.sequential({
            layers: [
              L.simpleRNN({ units: 1, stateful: true, batchInputShape: [2, 3, 1], name: 'memory', ...zeros }),
            ],
          }),
        'the option stateful true of layer "memory" (SimpleRNN)',
      ],
      [
        'frozen batch normalization',
        () =>
          tf.sequential({
            layers: [
              L.batchNormalization({ inputShape: [3], trainable: false, name: 'norm' }),
              L.dense({ units: 1 }),
            ],
          }),
        'the frozen weights of layer "norm" (BatchNormalization)',
      ],
      [
        'batch normalization without beta',
        () =>
          tf.sequential({
            layers: [
              L.dense({ units: 2, inputShape: [3] }),
              L.batchNormalization({ center: false, name: 'norm' }),
              L.dense({ units: 1 }),
            ],
          }),
        'the option center false of layer "norm" (BatchNormalization)',
      ],
      [
        'batch normalization of masked time steps',
        () =>
          tf.sequential({
            layers: [
              L.masking({ maskValue: 0, inputShape: [3, 1] }),
              L.batchNormalization({ name: 'norm' }),
              L.simpleRNN({ units: 1, ...zeros }),
            ],
          }),
        'the mask of layer "norm" (BatchNormalization)',
      ],
      [
        'an activity regularizer in a wrapped layer',
        () => {
          const layer = L.dense({ units: 1, activityRegularizer: 'l1l2', name: 'inner' });
          return tf.sequential({ layers: [L.timeDistributed({ layer, inputShape: [3, 2] })] });
        },
        'the activityRegularizer of layer "inner" (Dense)',
      ],
      [
        'a mask over the output',
        () =>
          tf.sequential({
            layers: [
              L.masking({ maskValue: 0, inputShape: [3, 1], name: 'mask' }),
              L.simpleRNN({ units: 1, returnSequences: true, ...zeros }),
            ],
          }),
        'of layer "mask" (Masking)',
      ],
      [
        "a mask over another layer's output",
        () =>
          tf.sequential({
            layers: [
              L.dense({ units: 2, inputShape: [3, 1] }),
              L.masking({ maskValue: 0, name: 'mask' }),
              L.simpleRNN({ units: 1, ...zeros }),
            ],
          }),
        'the gradient of layer "mask" (Masking)',
      ],
      ...(['scale', 'center'] as const).map((option): [string, () => tf.LayersModel, string] => [
        `layer normalization without ${option}`,
        () => {
          const norm = L.layerNormalization({ [option]: false, inputShape: [3], name: 'norm' });
          return tf.sequential({ layers: [norm, L.dense({ units: 1 })] });
        },
        `the option ${option} false of layer "norm" (LayerNormalization)`,
      ]),
      [
        'nothing to train',
        () =>
          tf.sequential({ name: 'm', layers: [L.dense({ units: 1, inputShape: [3], trainable: false })] }),
        'The model "m" has no trainable weight; there is nothing to train.',
      ],
      [
        'two inputs',
        () => {
          const inputs = [tf.input({ shape: [3] }), tf.input({ shape: [3] })];
          const sum = L.add().apply(inputs) as tf.SymbolicTensor;
          return tf.model({
            name: 'm',
            inputs,
            outputs: L.dense({ units: 1 }).apply(sum) as tf.SymbolicTensor,
          });
        },
        'The model "m" has 2 inputs; an engine trains models with one.',
      ],
      [
        'a layer that the thread does not know',
        () => {
          class Own extends L.Layer {
            static readonly className = 'OwnLayer';
          }
          const layers = [new Own({ inputShape: [3] }), L.dense({ units: 1 })];
          return tf.sequential({ name: 'm', layers: layers as tf.layers.Layer[] });
        },
        'TensorFlow.js can\'t load the model "m" in the engine\'s thread (Unknown layer: OwnLayer',
      ],
    ])('refuses %s', async (_, model, message) => {
      const error = await open(model()).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(UnsupportedModelError);
      expect((error as Error).message).toContain(message);
    });

    it.each<[string, (input: tf.SymbolicTensor) => tf.SymbolicTensor]>([
      [
        'merged inputs with a mask',
        (input) => {
          const masked = L.masking({ maskValue: 0 }).apply(input) as tf.SymbolicTensor;
          const branches = [1, 2].map(() => L.dense({ units: 2 }).apply(masked) as tf.SymbolicTensor);
          return L.lstm({ units: 2, ...zeros }).apply(L.add().apply(branches)) as tf.SymbolicTensor;
        },
      ],
      [
        'a mask that ends',
        (input) => {
          const layers = [
            L.masking({ maskValue: 0 }),
            L.lstm({ units: 2, ...zeros }),
            L.repeatVector({ n: 3 }),
            L.gru({ units: 2, ...zeros }),
          ];
          return layers.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, input);
        },
      ],
      [
        'a recurrent layer over one time step',
        (input) => {
          const layers = [L.flatten(), L.dense({ units: 2 }), L.repeatVector({ n: 1 })];
          const step = layers.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, input);
          return L.simpleRNN({ units: 2, ...zeros }).apply(step) as tf.SymbolicTensor;
        },
      ],
    ])('agrees with the engine cpu: %s', async (_, layers) => {
      const input = tf.input({ shape: [3, 1] });
      const outputs = L.dense({ units: 1 }).apply(layers(input)) as tf.SymbolicTensor;
      const model = randomized(tf.model({ inputs: input, outputs }));
      const x = { data: Float32Array.of(0, 0.5, -0.4, 0.3, 0, 0.7, 0.2, -0.1, 0), shape: [3, 3, 1] };
      const y = floats(new RandomState(4), 3, 1);
      const results = (engine: Engine) =>
        using(Promise.resolve(engine), async () => {
          const { gradients } = await engine.gradients(x, y);
          return [await engine.predict(x), ...gradients].flatMap(({ data }) => [...data]);
        });
      const expected = await results(await createEngine('cpu', model, compile));
      expect(relativeError(await results(await open(model)), expected)).toBeLessThan(1e-5);
    });

    it("reports means over an output's time steps", async () => {
      const model = randomized(
        tf.sequential({
          layers: [L.simpleRNN({ units: 2, returnSequences: true, inputShape: [3, 1], ...zeros })],
        }),
      );
      const random = new RandomState(4);
      const [x, y] = [floats(random, 7, 3, 1), floats(random, 7, 3, 2)];
      await using(open(model), async (engine) => {
        const { data, shape } = await engine.predict(x);
        expect(shape).toEqual([7, 3, 2]);
        const mean =
          Array.from(data).reduce((sum, value, i) => sum + (value - y.data[i]) ** 2, 0) / data.length;
        expect((await engine.evaluate(x, y)).loss).toBeCloseTo(mean, 5);
        expect((await engine.gradients(x, y)).loss).toBeCloseTo(mean, 5);
      });
    });
  });
}
