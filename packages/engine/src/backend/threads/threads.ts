import { Worker } from 'node:worker_threads';
import { EngineThreadError, InputError } from '../../errors';
import { releaseBarrier } from './barrier';
import { endWorker } from './end-worker';
import type { SharedModel } from './shared';
import type { EpochEnd } from './train-worker';
import type { Command, Reply } from './worker';

type OnSteps = (report: Omit<Extract<Reply, { kind: 'steps' }>, 'kind'>) => void;

/** The engine's worker threads. All of them execute the same command, one at a time. */
export class Threads {
  private readonly workers: Worker[] = [];
  /** Once set, every command rejects with it. */
  private failure?: Error;

  /** @throws EngineThreadError if the machine can't start so many threads */
  constructor(private readonly shared: SharedModel) {
    try {
      while (this.workers.length < shared.workers) this.start();
    } catch (error) {
      void this.close();
      throw new EngineThreadError(error as Error);
    }
  }

  private start(): void {
    const workerData = { shared: this.shared, worker: this.workers.length };
    const thread = new Worker(require.resolve('@rnn-lab/engine/cpu-worker'), { workerData });
    // Registered for the thread's whole life, to notice one that ends between two commands or before the first.
    thread.on('error', (error) => void this.fail(new EngineThreadError(error)));
    thread.on('exit', () => void this.fail(new EngineThreadError()));
    this.workers.push(thread);
  }

  /**
   * Rejects with the first error of any thread. The others may be waiting for that thread, so all threads are ended, and
   * every later command rejects with the same error.
   *
   * @param onSteps receives the training steps that thread 0 reports
   * @returns thread 0's result
   */
  async execute(command: Command, onSteps?: OnSteps): Promise<EpochEnd | undefined> {
    if (this.failure) throw this.failure;
    try {
      const results = await Promise.all(this.workers.map((worker) => ask(worker, command, onSteps)));
      return results[0];
    } catch (error) {
      const failure = this.fail(error as Error);
      await this.close();
      throw failure;
    }
  }

  /** Ends all threads: as soon as they leave the barrier, or after 5 s. Pending and later commands reject. */
  async close(): Promise<void> {
    this.fail(new Error('The engine is closed.'));
    const end: Command = { kind: 'end' };
    await Promise.all(this.workers.map((worker) => endWorker(worker, () => worker.postMessage(end))));
  }

  /** @returns the first failure */
  private fail(error: Error): Error {
    this.failure ??= error;
    releaseBarrier(this.shared.control);
    return this.failure;
  }
}

function ask(worker: Worker, command: Command, onSteps?: OnSteps): Promise<EpochEnd | undefined> {
  return new Promise((resolve, reject) => {
    const onMessage = (reply: Reply) => {
      if (reply.kind === 'steps') {
        onSteps?.(reply);
        return;
      }
      settle();
      if (reply.kind === 'done') resolve(reply.result);
      else reject(reply.refused ? new InputError(reply.error.message, { cause: reply.error }) : reply.error);
    };
    const onExit = () => {
      settle();
      reject(new EngineThreadError());
    };
    // If the thread ends by an error, 'error' comes before 'exit', and `Threads` reports that one.
    const settle = () => worker.off('message', onMessage).off('exit', onExit);
    worker.on('message', onMessage).on('exit', onExit);
    worker.postMessage(command);
  });
}
