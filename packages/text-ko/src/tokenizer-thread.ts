import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { TextError } from './errors';
import { nextMessage, NoAnswer } from './next-message';
import type { TokenTable } from './token-table';
import type { Answer, WorkerInput } from './worker';

/** Thousands of texts take tenths of a second, with mecab-ya seconds; the limit ends a thread that hangs. */
const ANSWER_LIMIT_SECONDS = 300;
/** A thread ends within milliseconds. */
const END_LIMIT_MS = 10_000;

/** The main thread's side of a worker thread that tokenizes. One request at a time. */
export class TokenizerThread {
  private constructor(
    private readonly worker: Worker,
    private readonly limitSeconds: number,
  ) {
    worker.on('error', () => {
      // Reported to whoever waits for an answer; without a listener it would end the process.
    });
  }

  /** @throws TextError `tokenizer-thread-ended` if the machine can't start another thread */
  static start(
    input: WorkerInput,
    file = require.resolve('@rnn-lab/text-ko/worker'),
    limitSeconds = ANSWER_LIMIT_SECONDS,
  ): TokenizerThread {
    try {
      return new TokenizerThread(new Worker(file, { workerData: input }), limitSeconds);
    } catch (error) {
      throw isWorkerError(error) ? lost(error) : error;
    }
  }

  /**
   * The tokens of each text.
   *
   * @throws TextError `tokenizer-thread-ended`, `tokenizer-thread-timeout`, or what the tokenizer throws
   * @throws the signal's reason
   */
  async tokenize(texts: readonly string[], signal?: AbortSignal): Promise<TokenTable> {
    const coming = nextMessage(this.worker, this.limitSeconds, signal);
    this.worker.postMessage(texts);
    const answer = (await coming.catch((error: Error) => {
      throw error instanceof NoAnswer || isWorkerError(error) ? lost(error) : error;
    })) as Answer;
    if ('code' in answer) throw new TextError(answer.code, answer.message, answer.values);
    return answer;
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

function lost(error: Error): TextError {
  const isLate = error instanceof NoAnswer && error.isLate;
  const reason = error instanceof NoAnswer ? error.message : `has ended (${error.message})`;
  return new TextError(
    isLate ? 'tokenizer-thread-timeout' : 'tokenizer-thread-ended',
    `A thread that tokenizes texts ${reason}: try again, with fewer workers if memory is short.`,
    { reason },
    { cause: error },
  );
}
