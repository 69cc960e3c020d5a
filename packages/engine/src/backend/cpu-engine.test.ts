import * as tf from '@tensorflow/tfjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { RandomState } from '@rnn-lab/random';
import { findProgram, outcomeOf, withTool } from '@rnn-lab/testing';
import { floats, labels, randomized, relativeError, sentences, using } from '../../test/helpers';
import { compile, fitOptions, LENGTH, sentimentModel, WORDS, x, y } from '../../test/sentiment';
import type { CompileOptions, Engine, FitOptions, NdArray } from '../index';
import { createEngine, InputError, MATMUL_NAMES } from '../index';
import type { CpuEngine } from './cpu-engine';
import { Control } from './threads/shared';

type Parallel = Pick<CompileOptions, 'workers' | 'matmul'>;

async function trained(parallel: Parallel, options: Partial<FitOptions> = {}) {
  return using(createEngine('cpu', sentimentModel(), { ...compile, ...parallel }), async (engine) => {
    const history = await engine.fit(x, y, fitOptions(options));
    return {
      losses: history.map((logs) => [logs.train, logs.validation]),
      weights: await engine.getWeights(),
    };
  });
}

describe.each(MATMUL_NAMES)('cpu with several workers, matmul %s', (matmul) => {
  const THREAD_ENDED = /^An engine thread ended before its work was done.*; run it again/;
  const withTwoThreads = (
    action: (engine: Engine, workers: Worker[], control: Int32Array) => Promise<void>,
  ) =>
    using(createEngine('cpu', sentimentModel(), { ...compile, workers: 2, matmul }), (engine) => {
      const { threads, shared } = (engine as CpuEngine)['state'];
      return action(engine, threads['workers'], shared.control);
    });

  it('rejects if one of its threads ends, now and later', () =>
    withTwoThreads(async (engine, workers) => {
      const onStepEnd = () => void workers[1].terminate();
      const fitted = engine.fit(x, y, fitOptions({ epochs: 100_000, onStepEnd }));
      await expect(fitted).rejects.toThrow(THREAD_ENDED);
      await expect(engine.predict(x)).rejects.toThrow(THREAD_ENDED);
    }));

  it('rejects if one of its threads ends while the other sleeps in the barrier', () =>
    withTwoThreads(async (engine, workers, control) => {
      const onStepEnd = ({ step }: { step: number }) => {
        if (step > 1) return;
        void workers[1].terminate();
        // This thread handles no events while it spins, so the other thread reaches the barrier and sleeps there.
        const sleeping = () => Atomics.load(control, Control.arrived) === 1;
        for (let since = performance.now(); performance.now() - since < 300;) {
          if (!sleeping()) since = performance.now();
        }
      };
      // Enough rows that the epoch is far from its end when its first steps are reported.
      const rows = 100_000;
      const many = sentences(new RandomState(5), WORDS, LENGTH, Array<number>(rows).fill(LENGTH));
      const fitted = engine.fit(
        many,
        labels(new RandomState(6), rows),
        fitOptions({ batchSize: 2, onStepEnd }),
      );
      await expect(fitted).rejects.toThrow(THREAD_ENDED);
      await expect(engine.fit(x, y, fitOptions())).rejects.toThrow(THREAD_ENDED);
    }));

  it('rejects the next command if one of its threads ended while idle', () =>
    withTwoThreads(async (engine, workers) => {
      await engine.fit(x, y, fitOptions());
      await workers[0].terminate();
      await expect(engine.predict(x)).rejects.toThrow(THREAD_ENDED);
      await expect(engine.fit(x, y, fitOptions())).rejects.toThrow(THREAD_ENDED);
    }));

  it('rejects pending and later commands when it is closed', () =>
    withTwoThreads(async (engine) => {
      const onStepEnd = () => void engine.close();
      const fitted = engine.fit(x, y, fitOptions({ epochs: 100_000, onStepEnd }));
      await expect(fitted).rejects.toThrow('The engine is closed.');
      await expect(engine.predict(x)).rejects.toThrow('The engine is closed.');
    }));

  const { test: testWithPrlimit } = withTool('prlimit', findProgram('prlimit') !== undefined);
  testWithPrlimit("rejects if its threads can't start", async () => {
    const program = join(__dirname, '../../test/train-small.cjs');
    // Applied after Node.js has started: leaves no file descriptors for the threads.
    const child = spawn(process.execPath, [program, 'prlimit --nofile=24 --pid']);
    const { stdout, stderr, code } = await outcomeOf(child);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(THREAD_ENDED),
      expect.stringMatching(THREAD_ENDED),
      '',
    ]);
  });

  // The limit on threads doesn't hold for root.
  (process.getuid?.() === 0 ? testWithPrlimit : it.skip)(
    'is refused if only one of its threads can start',
    async () => {
      const program = join(__dirname, '../../test/train-small.cjs');
      const allowOneMore = 'f() { prlimit --nproc=$(($(ls /proc/$1/task | wc -l) + 1)) --pid $1; }; f';
      const child = spawn(process.execPath, [program, allowOneMore, '54321']);
      const { stdout, stderr, code } = await outcomeOf(child);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      expect(stdout).toMatch(THREAD_ENDED);
      expect(stdout).toContain('(EAGAIN)');
    },
  );

  it.each([1, 2, 3])('gives the same numbers to the last bit in every run, with %i', async (workers) => {
    const options = { validationSplit: 0.2 };
    const first = await trained({ workers, matmul }, { ...options, random: new RandomState(9) });
    const second = await trained({ workers, matmul }, { ...options, random: new RandomState(9) });
    expect(second).toEqual(first);
  });

  it('refuses a batch that does not fit into memory', () => {
    const [rows, steps] = [2_000, 1_000];
    const layer = tf.layers.simpleRNN({
      units: 1_000,
      recurrentInitializer: 'zeros',
      inputShape: [steps, 1],
    });
    const model = tf.sequential({ layers: [layer, tf.layers.dense({ units: 1 })] });
    const inputs = { data: new Float32Array(rows * steps), shape: [rows, steps, 1] };
    const targets = { data: new Float32Array(rows), shape: [rows, 1] };
    return using(
      createEngine('cpu', model, { loss: 'meanSquaredError', workers: 2, matmul }),
      async (engine) => {
        const fitted = engine.fit(inputs, targets, fitOptions({ epochs: 1, batchSize: rows }));
        await expect(fitted).rejects.toThrow(InputError);
        await expect(fitted).rejects.toThrow(
          /^The engine cpu needs \d+ bytes .*; use a smaller batch size, shorter rows or fewer workers\.$/,
        );
        // Refused before anything is allocated, so that it still works.
        expect((await engine.predict({ data: new Float32Array(steps), shape: [1, steps, 1] })).shape).toEqual(
          [1, 1],
        );
      },
    );
  });

  it('trains batches with fewer rows than workers', async () => {
    const one = await trained(
      { workers: 1, matmul },
      { batchSize: 2, epochs: 1, random: new RandomState(9) },
    );
    const four = await trained(
      { workers: 4, matmul },
      { batchSize: 2, epochs: 1, random: new RandomState(9) },
    );
    one.weights.forEach((weight, i) =>
      expect(relativeError(four.weights[i].data, weight.data)).toBeLessThan(1e-4),
    );
  });
});

it('trains on floats without a time axis', () => {
  const random = new RandomState(1);
  const model = randomized(tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] }));
  return using(
    createEngine('cpu', model, { loss: 'meanSquaredError', optimizer: { learningRate: 0.05 } }),
    async (engine) => {
      const inputs = floats(random, 64, 3);
      const targets: NdArray = {
        data: Float32Array.from({ length: 64 }, (_, i) => 2 * inputs.data[3 * i] - inputs.data[3 * i + 2]),
        shape: [64, 1],
      };
      const history = await engine.fit(inputs, targets, fitOptions({ epochs: 60 }));
      expect(history[59].train.loss).toBeLessThan(0.01 * history[0].train.loss);
      expect(history[0].train).not.toHaveProperty('accuracy');
    },
  );
});
