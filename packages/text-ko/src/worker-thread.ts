import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { TextError } from './errors';
import { nextMessage, NoAnswer } from './next-message';

/** A thread ends within milliseconds. */
const END_LIMIT_MS = 10_000;

/** How errors name a thread. */
export interface ThreadTask {
  /** The beginning of the codes: `<code>-ended`, `<code>-timeout`. */
  readonly code: string;
  /** The beginning of the message, such as "A thread that tokenizes texts". */
  readonly subject: string;
  /** How long an answer may take; the limit ends a thread that hangs. */
  readonly limitSeconds: number;
}

/** The main thread's side of a worker thread that answers every message with one. One request at a time. */
export class WorkerThread<Request, Answer> {
  private constructor(
    private readonly worker: Worker,
    private readonly task: ThreadTask,
  ) {
    worker.on('error', () => {
      // Reported to whoever waits for an answer; without a listener it would end the process.
    });
  }

  /** @throws TextError `<code>-ended` if the machine can't start another thread */
  static start<Request, Answer>(
    file: string,
    workerData: unknown,
    task: ThreadTask,
  ): WorkerThread<Request, Answer> {
    try {
      return new WorkerThread(new Worker(file, { workerData }), task);
    } catch (error) {
      throw isWorkerError(error) ? lost(error, task) : error;
    }
  }

  /**
   * The thread's answer.
   *
   * @throws TextError `<code>-ended`, `<code>-timeout`
   * @throws the thread's uncaught exception, or the signal's reason
   */
  async ask(request: Request, signal?: AbortSignal): Promise<Answer> {
    const coming = nextMessage(this.worker, this.task.limitSeconds, signal);
    this.worker.postMessage(request);
    return (await coming.catch((error: Error) => {
      throw error instanceof NoAnswer || isWorkerError(error) ? lost(error, this.task) : error;
    })) as Answer;
  }

  /** Resolves when the thread has ended, or after a time limit. */
  async end(): Promise<void> {
    const limit = new AbortController();
    const late = delay(END_LIMIT_MS, undefined, { signal: limit.signal }).then(
      () => this.worker.unref(),
      () => undefined,
    );
    await Promise.race([this.worker.terminate(), late]);
    limit.abort();
  }
}

/** A failure of the thread itself, such as out of memory, as opposed to an exception in its code. */
function isWorkerError(error: unknown): error is Error {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_WORKER_');
}

function lost(error: Error, { code, subject }: ThreadTask): TextError {
  const isLate = error instanceof NoAnswer && error.isLate;
  const reason = error instanceof NoAnswer ? error.message : `has ended (${error.message})`;
  return new TextError(
    `${code}-${isLate ? 'timeout' : 'ended'}`,
    `${subject} ${reason}: try again, with fewer workers if memory is short.`,
    { reason },
    { cause: error },
  );
}
