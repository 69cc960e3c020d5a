import { Worker } from 'node:worker_threads';
import { Screen } from './terminal/screen';
import { onSignals } from './signals';
import type { FromProgram, ProgramData, ToProgram } from './messages';

/** How long a program that can't hear the interruption, because it computes, is waited for. */
const DEAF_MS = 2000;
/** How long the program's thread may take to end once all is done. */
const END_MS = 5000;
const INTERRUPTED = 130;

/**
 * Runs a command of rnn-lab. All work is done in a thread of its own, so that this one is never blocked: it answers
 * signals and draws. The first signal ends the run in good order, the second one ends the process at once.
 *
 * @param args what was typed after `rnn-lab`
 * @returns the exit code: 0, 1 for a failed run, 2 for wrong input, 130 for an interruption
 */
export function main(args: readonly string[]): Promise<number> {
  const screen = new Screen();
  const workerData: ProgramData = { args, columns: process.stdout.columns };
  const thread = new Worker(require.resolve('./program'), {
    workerData,
    stdin: true,
    stdout: true,
    stderr: true,
  });
  const tell = (message: ToProgram) => thread.postMessage(message);
  let running = false;
  let deaf: NodeJS.Timeout | undefined;

  // A training goes on when nobody reads along any more: `| head`, or a closed terminal.
  process.stdout.on('error', () => tell({ kind: 'outputClosed' }));
  process.stderr.on('error', () => undefined);
  thread.stdout.pipe(process.stdout);
  thread.stderr.on('data', (text: Buffer) => screen.write('stderr', text.toString()));

  return new Promise<number>((resolve) => {
    const end = (code: number, message?: string) => {
      thread.off('exit', onExit);
      clearTimeout(deaf);
      screen.clear();
      if (message) screen.write('stderr', `rnn-lab: ${message}\n`);
      process.stdin.unpipe().destroy();
      // Whatever the thread still does, the process ends.
      setTimeout(() => process.exit(code), END_MS).unref();
      void thread.terminate();
      resolve(code);
    };

    const onExit = () => end(1, 'the program ended before its work was done');
    thread.on('exit', onExit);
    onSignals({
      first: (signal) => {
        tell({ kind: 'interrupt', signal });
        // Before a run has begun there is nothing to end in good order.
        deaf = setTimeout(() => {
          if (running) screen.write('stderr', `Ending the run; another ${signal} ends it at once.\n`);
          else end(INTERRUPTED, `interrupted by ${signal}`);
        }, DEAF_MS);
      },
      second: (signal) => {
        screen.write('stderr', `rnn-lab: ended at once by a second ${signal}\n`);
        process.exit(INTERRUPTED);
      },
    });

    thread.on('message', (message: FromProgram) => {
      switch (message.kind) {
        case 'line':
          return screen.write(message.stream, `${message.text}\n`);
        case 'progress':
          return screen.progress(message.bar, message.done, message.total, message.note);
        case 'running':
          running = message.active;
          return;
        case 'readInput':
          process.stdin.pipe(thread.stdin as NodeJS.WritableStream);
          return;
        case 'ending':
          return clearTimeout(deaf);
        case 'end':
          return end(message.code);
      }
    });
    thread.on('error', (error) => end(1, error.message));
  });
}
