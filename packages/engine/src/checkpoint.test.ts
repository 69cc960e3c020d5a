import * as tf from '@tensorflow/tfjs';
import { RandomState } from '@rnn-lab/random';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { copied, randomized, using } from '../test/helpers';
import { compile, fitOptions, LENGTH, sentimentModel, WORDS, x, y } from '../test/sentiment';
import type { Callback, Checkpoint, CompileOptions, Engine, EpochLogs, FitOptions, StepLogs } from './index';
import {
  createEngine,
  csvLogger,
  earlyStopping,
  InputError,
  modelCheckpoint,
  reduceLearningRateOnPlateau,
} from './index';

beforeAll(() => tf.enableProdMode());

function dropoutModel(): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: WORDS, outputDim: 4, inputLength: LENGTH, name: 'embedding' }),
      tf.layers.dropout({ rate: 0.3, name: 'dropout' }),
      tf.layers.lstm({ units: 5, recurrentActivation: 'sigmoid', name: 'lstm' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid', name: 'dense' }),
    ],
  });
  return randomized(model);
}

const untimed = <T extends { seconds: number }>(logs: T) => ({ ...logs, seconds: 0 });

interface Outcome {
  history: unknown[];
  weights: number[][];
  slots: number[][][];
  factor: number;
  random: unknown;
}

/** Fits with a dropout, early stopping that restores weights, and a learning rate that falls. */
async function fit(
  engine: Engine,
  given: Partial<FitOptions>,
  onStepEnd?: (logs: StepLogs) => void,
): Promise<Outcome> {
  const random = new RandomState(3);
  const callbacks: Callback[] = [
    earlyStopping({ patience: 3, restoreBestWeights: true }),
    reduceLearningRateOnPlateau({ patience: 1, factor: 0.5 }),
  ];
  const options = { epochs: 8, batchSize: 9, validationSplit: 0.2, random, callbacks, onStepEnd };
  const history = await engine.fit(x, y, fitOptions({ ...options, ...given }));
  const { slots, learningRateFactor } = await engine.getOptimizerState();
  return {
    history: history.map(untimed),
    weights: (await engine.getWeights()).map(({ data }) => [...data]),
    slots: slots.map((slot) => slot.map((values) => [...values])),
    factor: learningRateFactor,
    random: random.getState(),
  };
}

/** A part of the list, spread evenly. */
const some = <T>(list: readonly T[], count: number): T[] =>
  list.filter(
    (_, i) => Math.floor((i * count) / list.length) !== Math.floor(((i - 1) * count) / list.length),
  );

type Parallel = Pick<CompileOptions, 'workers' | 'matmul' | 'optimizer'>;

describe.each([
  { name: 'cpu', workers: 1, matmul: 'ort', optimizer: { name: 'adam', learningRate: 0.02 } },
  { name: 'cpu', workers: 2, matmul: 'wasm', optimizer: { name: 'adamW', weightDecay: 0.01, clipNorm: 1 } },
  { name: 'cpu', workers: 3, matmul: 'wasm', optimizer: { name: 'sgd', momentum: 0.9, learningRate: 0.1 } },
  { name: 'cpu', workers: 1, matmul: 'wasm', optimizer: { name: 'rmsprop', momentum: 0.5, centered: true } },
  { name: 'tfjs', workers: 1, matmul: undefined, optimizer: { name: 'adam', learningRate: 0.02 } },
] as const)('$name, $workers workers, matmul $matmul, $optimizer.name', ({ name, ...options }) => {
  const withEngine = <T>(action: (engine: Engine) => Promise<T>, given: Parallel = options) => {
    const metrics = ['accuracy', 'auc', 'f1Score', 'r2Score'] as const;
    return using(createEngine(name, dropoutModel(), { ...compile, metrics, ...given }), action);
  };

  it('reports how long each checkpoint took', async () => {
    let saved = 0;
    const save = async () => {
      saved++;
      await setTimeout(20);
    };
    const seconds: number[] = [];
    const onSaved = (taken: number) => seconds.push(taken);
    await withEngine((engine) => fit(engine, { checkpoints: { seconds: 1e-6, save, onSaved } }));
    expect(saved).toBeGreaterThan(1);
    expect(seconds).toHaveLength(saved);
    for (const taken of seconds) expect(taken).toBeGreaterThan(0.015);
  });

  it('continues from any checkpoint to the same numbers, to the last bit', async () => {
    const undisturbed = await withEngine((engine) => fit(engine, {}));
    const taken: Checkpoint[] = [];
    const save = async (checkpoint: Checkpoint) => void taken.push(copied(checkpoint));
    const checkpoints = { seconds: 1e-6, save };
    expect(await withEngine((engine) => fit(engine, { checkpoints }))).toEqual(undisturbed);

    const inEpochs = taken.filter(({ fitEnded, done }) => !fitEnded && done > 0);
    expect(inEpochs.length).toBeGreaterThan(0);
    expect(taken.filter(({ fitEnded }) => fitEnded)).toEqual([taken.at(-1)]);
    for (const resume of [...some(inEpochs, 3), taken.at(-1)]) {
      expect(await withEngine((engine) => fit(engine, { resume, checkpoints }))).toEqual(undisturbed);
    }
  });

  it('takes a checkpoint when it is aborted, in steps and in validation', async () => {
    const reports: (readonly [step: number, loss: number])[] = [];
    const undisturbed = await withEngine((engine) =>
      fit(engine, {}, ({ step, loss }) => reports.push([step, loss])),
    );
    const reported = new Map<number, number>();
    let resume: Checkpoint | undefined;
    let end: Outcome | undefined;
    for (let attempt = 1; end === undefined; attempt++) {
      const aborting = new AbortController();
      const at = resume?.trainer.step ?? 0;
      const checkpoints = {
        seconds: 1000,
        save: async (checkpoint: Checkpoint) => void (resume = copied(checkpoint)),
      };
      end = await withEngine((engine) =>
        fit(engine, { checkpoints, resume, signal: aborting.signal }, ({ step, loss }) => {
          expect(step).toBe(reported.size + 1);
          reported.set(step, loss);
          if (step >= at + 6 + 2 * attempt) aborting.abort(new Error('interrupted'));
        }),
      ).catch((error: Error) => {
        expect(error.message).toBe('interrupted');
        return undefined;
      });
      expect(resume?.trainer.step).toBe(reported.size);
    }
    expect(end).toEqual(undisturbed);
    expect([...reported]).toEqual(reports);
  });
});

describe('a fit with checkpoints', () => {
  const withEngine = <T>(action: (engine: Engine) => Promise<T>, given: Parallel = {}) =>
    using(createEngine('cpu', sentimentModel(), { ...compile, matmul: 'wasm', ...given }), action);
  const lastOf = async (given: Partial<FitOptions> = {}) => {
    let last: Checkpoint | undefined;
    const checkpoints = { seconds: 1000, save: async (each: Checkpoint) => void (last = copied(each)) };
    await withEngine((engine) => engine.fit(x, y, fitOptions({ checkpoints, ...given })));
    return last as Checkpoint;
  };

  it('rejects with what saving rejects with, and calls nothing more', async () => {
    const ended: EpochLogs[] = [];
    const checkpoints = { seconds: 1e-6, save: () => Promise.reject(new Error('no space')) };
    const options = { epochs: 500, checkpoints, onEpochEnd: (logs: EpochLogs) => void ended.push(logs) };
    await withEngine((engine) =>
      expect(engine.fit(x, y, fitOptions(options))).rejects.toThrow(new Error('no space')),
    );
    expect(ended.length).toBeLessThan(500);
  });

  it.each<[string, Partial<FitOptions>, Parallel, string]>([
    ['another batch size', { batchSize: 17 }, {}, 'with batchSize 16, but now it is 17'],
    ['other epochs', { epochs: 3 }, {}, 'with epochs 2, but now it is 3'],
    ['another split', { validationSplit: 0.5 }, {}, "The data isn't what the checkpoint was trained on"],
    ['other workers', {}, { workers: 2 }, 'with workers 1, but now it is 2'],
    [
      'another optimizer',
      {},
      { optimizer: { name: 'sgd' } },
      'with optimizer {}, but now it is {"name":"sgd"}',
    ],
  ])('is not continued with %s', async (_, options, parallel, message) => {
    const resume = await lastOf();
    await withEngine(async (engine) => {
      const before = await engine.getWeights();
      const fitted = engine.fit(x, y, fitOptions({ resume, ...options }));
      await expect(fitted).rejects.toThrow(InputError);
      await expect(fitted).rejects.toThrow(message);
      expect(await engine.getWeights()).toEqual(before);
    }, parallel);
  });

  it("continues csvLogger's file and modelCheckpoint's best", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-checkpoint-'));
    const taken: Checkpoint[] = [];
    const checkpoints = {
      seconds: 1e-6,
      save: async (checkpoint: Checkpoint) => void taken.push(copied(checkpoint)),
    };
    /** The epochs whose weights were saved, and the log. */
    const run = (file: string, options: Partial<FitOptions>) =>
      withEngine(async (engine) => {
        const saved: number[] = [];
        const save = (_weights: unknown, { epoch }: EpochLogs) => void saved.push(epoch);
        const callbacks = [csvLogger(join(folder, file)), modelCheckpoint({ save })];
        await engine.fit(x, y, fitOptions({ epochs: 6, validationSplit: 0.2, callbacks, ...options }));
        return { saved, log: readFileSync(join(folder, file), 'utf8') };
      });
    try {
      const undisturbed = await run('a.csv', {});
      expect(await run('b.csv', { checkpoints })).toEqual(undisturbed);
      const resume = taken.find(({ epoch }) => epoch > 1) as Checkpoint;
      const { saved, log } = await run('b.csv', { resume });
      expect(log).toBe(undisturbed.log);
      const again = (epoch: number) => epoch >= resume.epoch && !resume.fitEnded;
      expect(saved).toEqual(undisturbed.saved.filter(again));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is not continued with other data', async () => {
    const resume = await lastOf();
    const other = { ...y, data: y.data.map((value, i) => (i === 7 ? 1 - value : value)) };
    await withEngine((engine) =>
      expect(engine.fit(x, other, fitOptions({ resume }))).rejects.toThrow("The data isn't"),
    );
  });
});
