import { WorkerThread } from '@rnn-lab/text-ko';
import type { Answers, Command } from './worker';

type Answer = Answers[Command['kind']];

/** A pass over millions of texts takes minutes. */
const TASK = { code: 'linear-thread', subject: 'A thread of the linear baseline', limitSeconds: 3600 };

/** The worker threads of the linear baseline. */
export class LinearThreads {
  readonly #threads: WorkerThread<Command, Answer>[] = [];

  constructor(private readonly signal?: AbortSignal) {}

  /** @throws TextError `linear-thread-ended` if the machine can't start so many */
  start(threads: number): void {
    const file = require.resolve('@rnn-lab/text/linear-worker');
    while (this.#threads.length < threads) this.#threads.push(WorkerThread.start(file, undefined, TASK));
  }

  /**
   * Gives every thread one command.
   *
   * @throws TextError `linear-thread-ended`, `linear-thread-timeout`
   * @throws the signal's reason
   */
  all<C extends Command>(commandOf: (thread: number, threads: number) => C): Promise<Answers[C['kind']][]> {
    const threads = this.#threads;
    return Promise.all(threads.map((_, thread) => this.#ask(thread, commandOf(thread, threads.length))));
  }

  /**
   * Gives each thread one command after the other until all are done.
   *
   * @param onAnswer called with the command's index, in any order
   */
  async queue<C extends Command>(
    commands: readonly C[],
    onAnswer: (index: number, answer: Answers[C['kind']]) => void,
  ): Promise<void> {
    let next = 0;
    const feed = async (_: unknown, thread: number) => {
      while (next < commands.length) {
        const index = next++;
        onAnswer(index, await this.#ask(thread, commands[index]));
      }
    };
    await Promise.all(this.#threads.map(feed));
  }

  #ask<C extends Command>(thread: number, command: C): Promise<Answers[C['kind']]> {
    return this.#threads[thread].ask(command, this.signal) as Promise<Answers[C['kind']]>;
  }

  /** Resolves when all threads have ended. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}
