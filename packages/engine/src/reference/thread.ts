import { Worker } from 'node:worker_threads';
import { endWorker } from '../backend/threads/end-worker';
import { EngineThreadError } from '../errors';
import type { StepRecord } from '../trainer';
import type { Command, Reply, Result, Start } from './commands';

interface Pending {
  resolve(result: Result): void;
  reject(error: Error): void;
  events?: ThreadEvents;
}

/** What an epoch reports. */
export interface ThreadEvents {
  onStep(step: StepRecord): void;
  onSnapshot(): void;
}

/** An error that a command threw in the thread, which keeps running. */
export class CommandError extends Error {
  constructor({ message, stack, unavailable = false }: Extract<Reply, { kind: 'failed' }>) {
    super(message);
    this.stack = stack;
    this.unavailable = unavailable;
  }
  /** Whether the cause is that the library can't be loaded. */
  readonly unavailable: boolean;
}

/**
 * The thread that a reference engine computes in. It keeps the process alive only while a command is pending. After it
 * has ended, for whatever reason, pending and later commands reject with `EngineThreadError`.
 */
export class EngineThread {
  /** Resolves when library and model are loaded. */
  readonly started: Promise<Result>;
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private ended?: EngineThreadError;
  private last = 0;

  /** @throws EngineThreadError if the machine can't start another thread */
  constructor(start: Start) {
    // Otherwise the native library prints the CPU's features.
    if (start.library === 'tfjs-node') process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';
    this.worker = startWorker(start);
    this.worker
      .on('message', (reply: Reply) => this.receive(reply))
      .on('messageerror', (cause) => this.end(cause))
      .on('error', (cause) => this.end(cause))
      .on('exit', () => this.end());
    this.started = this.wait(0);
  }

  /**
   * Executes a command.
   *
   * @throws EngineThreadError if the thread ended
   * @throws CommandError if the command threw
   */
  ask(command: Command, events?: ThreadEvents): Promise<Result> {
    if (this.ended) return Promise.reject(this.ended);
    const id = ++this.last;
    this.worker.postMessage({ id, command });
    return this.wait(id, events);
  }

  /** Ends the thread, whatever it is computing. */
  async stop(): Promise<void> {
    this.end();
    await endWorker(this.worker);
  }

  private wait(id: number, events?: ThreadEvents): Promise<Result> {
    this.worker.ref();
    return new Promise((resolve, reject) => this.pending.set(id, { resolve, reject, events }));
  }

  private receive(reply: Reply): void {
    const pending = this.pending.get(reply.id);
    if (!pending) return;
    if (reply.kind === 'step') {
      pending.events?.onStep(reply.step);
      return;
    }
    if (reply.kind === 'snapshot') {
      pending.events?.onSnapshot();
      return;
    }
    this.pending.delete(reply.id);
    if (this.pending.size === 0) this.worker.unref();
    if (reply.kind === 'done') pending.resolve(reply.result);
    else pending.reject(new CommandError(reply));
  }

  private end(cause?: Error): void {
    this.ended ??= new EngineThreadError(cause);
    for (const { reject } of this.pending.values()) reject(this.ended);
    this.pending.clear();
    this.worker.unref();
  }
}

function startWorker(workerData: Start): Worker {
  try {
    return new Worker(require.resolve('@rnn-lab/engine/tfjs-worker'), { workerData });
  } catch (error) {
    throw new EngineThreadError(error as Error);
  }
}
