import { Worker } from 'node:worker_threads';
import { InputError } from '../check';
import { EngineThreadError } from '../errors';
import type { StepRecord } from '../fit';
import type { SharedModel } from './shared';
import type { EpochEnd } from './training';
import type { Command, Reply } from './worker';

/** The engine's worker threads, which all carry out one command at a time. */
export class Threads {
  private readonly workers: Worker[];
  /** Of the first command that failed: the threads have ended then. */
  private failure?: { error: unknown };

  constructor(shared: SharedModel) {
    this.workers = Array.from(
      { length: shared.workers },
      (_, worker) =>
        new Worker(require.resolve('@rnn-lab/engine/onnx-worker'), { workerData: { shared, worker } }),
    );
  }

  /**
   * Rejects with the first thread's error; the others may then wait for it for ever, so that all threads end, and
   * every later command rejects with that error too.
   *
   * @param onSteps gets the training steps that thread 0 reports
   * @returns what thread 0 replied
   */
  async execute(command: Command, onSteps?: (steps: StepRecord[]) => void): Promise<EpochEnd | undefined> {
    if (this.failure) throw this.failure.error;
    try {
      const results = await Promise.all(this.workers.map((worker) => ask(worker, command, onSteps)));
      return results[0];
    } catch (error) {
      this.failure = { error };
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

function ask(
  worker: Worker,
  command: Command,
  onSteps?: (steps: StepRecord[]) => void,
): Promise<EpochEnd | undefined> {
  return new Promise((resolve, reject) => {
    const onMessage = (reply: Reply) => {
      if (reply.kind === 'steps') {
        onSteps?.(reply.steps);
        return;
      }
      settle();
      if (reply.kind === 'done') resolve(reply.result);
      else reject(reply.refused ? new InputError(reply.error.message, { cause: reply.error }) : reply.error);
    };
    const onError = (error: Error) => {
      settle();
      reject(error);
    };
    const onExit = () => onError(new EngineThreadError());
    const settle = () => worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(command);
  });
}
