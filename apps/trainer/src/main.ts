import { refuseAddressSpace } from '@rnn-lab/engine/address-space';
import { Worker } from 'node:worker_threads';
import { errorMessage } from './error-message';
import { Screen } from './terminal/screen';
import { watchNpx } from './npx-parent';
import { onSignals } from './signals';
import { say } from './language';
import type { FromProgram, ProgramData, ToProgram } from './messages';

/** How long the worker thread, which may be busy computing, has to acknowledge an interruption. */
const ACKNOWLEDGE_MS = 2000;
/** How long the worker thread may take to terminate at the end. */
const END_MS = 5000;
const INTERRUPTED = 130;
/** Addresses in bytes that rnn-lab takes before it trains: 1.7 GiB, and what it reads. */
const ADDRESS_SPACE = 3 * 2 ** 30;

/**
 * Runs a command of rnn-lab in a worker thread, so that the main thread is never blocked: it handles signals and draws. The
 * first signal ends the run cleanly, the second one ends the process at once. This file imports little: the thread loads
 * TensorFlow.js and the packages, and the main thread needn't load them, too.
 *
 * @param args the arguments after `rnn-lab`
 * @returns the exit code: 0, 1 for a failed run, 2 for wrong input, 130 for an interruption
 */
export function main(args: readonly string[]): Promise<number> {
  const screen = new Screen();
  const workerData: ProgramData = { args, columns: process.stdout.columns };
  let thread: Worker;
  try {
    refuseAddressSpace('rnn-lab', ADDRESS_SPACE);
    const streams = { stdin: true, stdout: true, stderr: true };
    thread = new Worker(require.resolve('./program'), { workerData, ...streams });
  } catch (error) {
    screen.write('stderr', `rnn-lab: ${errorMessage(error)}\n`);
    return Promise.resolve(1);
  }
  const post = (message: ToProgram) => thread.postMessage(message);
  let running = false;
  let unacknowledged: NodeJS.Timeout | undefined;

  // Training continues when stdout is gone (`| head`, a closed terminal).
  process.stdout.on('error', () => {
    post({ kind: 'outputClosed' });
    // What nobody reads is thrown away, or the thread would wait for it.
    thread.stdout.resume();
  });
  process.stderr.on('error', () => undefined);
  thread.stdout.pipe(process.stdout);
  thread.stderr.on('data', (text: Buffer) => screen.write('stderr', text.toString()));

  return new Promise<number>((resolve) => {
    const end = (code: number, message?: string) => {
      thread.off('exit', onExit);
      clearTimeout(unacknowledged);
      screen.clear();
      if (message) screen.write('stderr', `rnn-lab: ${message}\n`);
      process.stdin.unpipe().destroy();
      // The process ends even if the thread doesn't terminate.
      setTimeout(() => process.exit(code), END_MS).unref();
      void thread.terminate();
      resolve(code);
    };

    const onExit = () => end(1, 'the program ended before its work was done');
    thread.on('exit', onExit);
    const endBySignal = () => process.kill(process.pid, 'SIGTERM');
    const endWatch = watchNpx(endBySignal);
    // A sweep keeps a channel open to its trainer processes, which closes however the sweep ends.
    process.once('disconnect', endBySignal);
    process.channel?.unref();
    onSignals({
      first: (signal) => {
        endWatch();
        post({ kind: 'interrupt', signal });
        // Without a run in progress there is nothing to end cleanly.
        unacknowledged = setTimeout(() => {
          if (running) screen.write('stderr', `${endingLine(signal)}\n`);
          else end(INTERRUPTED, `interrupted by ${signal}`);
        }, ACKNOWLEDGE_MS);
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
          return clearTimeout(unacknowledged);
        case 'end':
          return end(message.code);
      }
    });
    thread.on('error', (error) => end(1, errorMessage(error)));
  });
}

function endingLine(signal: NodeJS.Signals): string {
  return say({
    en: `Ending the run; another ${signal} ends it at once.`,
    ko: `실행을 끝내는 중입니다. ${signal} 신호를 한 번 더 보내면 바로 끝납니다.`,
  });
}
