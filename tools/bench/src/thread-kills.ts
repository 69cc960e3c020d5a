import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { createEngine, EngineThreadError } from '@rnn-lab/engine';
import { RandomState } from '@rnn-lab/random';
import * as tf from '@tensorflow/tfjs';

const THREADS = 2;
const ROWS = 20_000;
const BATCH_SIZE = 2;
/** A thread is killed at most so long after the first step. */
const KILLED_WITHIN_MS = 20;
/** A fit that takes longer to reject counts as never rejecting. */
const PATIENCE_MS = 30_000;

interface Kills {
  /** Longest time from a kill to the rejection, in milliseconds. */
  longest: number;
  /** Fits that did not reject. */
  never: number;
}

/**
 * Trains repeatedly on two threads and kills one of them in the middle of each fit, while another process keeps a core busy.
 * The steps are tiny, so that a thread mostly waits for the other one.
 */
export async function killThreads(kills: number): Promise<Kills> {
  const random = new RandomState(0);
  const busy = startBusyProcess();
  const result: Kills = { longest: 0, never: 0 };
  try {
    for (let i = 0; i < kills; i++) {
      const milliseconds = await killOne(random);
      if (milliseconds === undefined) result.never++;
      else result.longest = Math.max(result.longest, milliseconds);
    }
    return result;
  } finally {
    busy.kill('SIGKILL');
  }
}

/** @returns milliseconds from the kill to the rejection; undefined if that takes longer than `PATIENCE_MS` */
async function killOne(random: RandomState): Promise<number | undefined> {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  const { engine, threads } = await startEngine(model);
  const victim = threads[random.randint(THREADS)];
  const delay = (random.rand() as number) * KILLED_WITHIN_MS;
  let killedAt: number | undefined;
  const kill = () => {
    killedAt = performance.now();
    void victim.terminate();
  };
  const fit = engine.fit(
    { data: new Float32Array(ROWS), shape: [ROWS, 1] },
    { data: new Float32Array(ROWS), shape: [ROWS, 1] },
    {
      epochs: 1_000,
      batchSize: BATCH_SIZE,
      random,
      onStepEnd: ({ step }) => void (step === 1 && setTimeout(kill, delay)),
    },
  );
  const error = await withinPatience(fit);
  model.dispose();
  if (error === undefined) return undefined;
  if (!(error instanceof EngineThreadError)) throw error;
  if (killedAt === undefined) throw new Error('A thread ended before it was killed.');
  return performance.now() - killedAt;
}

async function startEngine(model: tf.LayersModel) {
  const threads: Worker[] = [];
  const keep = (thread: Worker) => void threads.push(thread);
  process.on('worker', keep);
  const engine = await createEngine('cpu', model, { loss: 'meanSquaredError', workers: THREADS });
  // Node.js reports a new thread in the next tick.
  await setImmediate();
  process.off('worker', keep);
  if (threads.length !== THREADS) throw new Error(`The engine started ${threads.length} threads.`);
  return { engine, threads };
}

/** The error that the fit rejects with; undefined if it does not reject in time. */
async function withinPatience(fit: Promise<unknown>): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  const rejected = fit.then(
    () => new Error('The fit ended without an error.'),
    (error: Error) => error,
  );
  const error = await Promise.race([rejected, late]);
  clearTimeout(timer);
  return error;
}

/** The process exits when this one ends, however it ends: its standard input closes. */
function startBusyProcess(): ChildProcess {
  const program = `
    process.stdin.on('end', () => process.exit()).resume();
    const work = () => { for (const until = Date.now() + 50; Date.now() < until; ); setImmediate(work); };
    work();`;
  return spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'ignore', 'inherit'] });
}
