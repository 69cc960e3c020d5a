import { TextError } from './errors';
import type { TokenTable } from './token-table';
import type { Answer, WorkerInput } from './worker';
import { WorkerThread } from './worker-thread';

/** Thousands of texts take tenths of a second, with mecab-ya seconds. */
const ANSWER_LIMIT_SECONDS = 300;

/** The main thread's side of a worker thread that tokenizes. One request at a time. */
export class TokenizerThread {
  private constructor(private readonly thread: WorkerThread<readonly string[], Answer>) {}

  /** @throws TextError `tokenizer-thread-ended` if the machine can't start another thread */
  static start(
    input: WorkerInput,
    file = require.resolve('@rnn-lab/text-ko/worker'),
    limitSeconds = ANSWER_LIMIT_SECONDS,
  ): TokenizerThread {
    const task = { code: 'tokenizer-thread', subject: 'A thread that tokenizes texts', limitSeconds };
    return new TokenizerThread(WorkerThread.start(file, input, task));
  }

  /**
   * The tokens of each text.
   *
   * @throws TextError `tokenizer-thread-ended`, `tokenizer-thread-timeout`, or what the tokenizer throws
   * @throws the signal's reason
   */
  async tokenize(texts: readonly string[], signal?: AbortSignal): Promise<TokenTable> {
    const answer = await this.thread.ask(texts, signal);
    if ('code' in answer) throw new TextError(answer.code, answer.message, answer.values);
    return answer;
  }

  /** Resolves when the thread has ended, or after a time limit. */
  end(): Promise<void> {
    return this.thread.end();
  }
}
