import type { ChildProcess } from 'node:child_process';
import type { Worker } from 'node:worker_threads';

/** A thread or process ended before it answered, or did not answer in time. */
export class NoAnswer extends Error {
  constructor(
    message: string,
    /** Whether it may still be working. */
    readonly isLate: boolean,
  ) {
    super(message);
  }
}

/**
 * The next message of a thread or process.
 *
 * @throws NoAnswer if it ends first, or the time limit passes; the message can follow the name of the thread or process
 * @throws the thread's uncaught exception, or the signal's reason
 */
export function nextMessage(
  peer: Worker | ChildProcess,
  seconds: number,
  signal?: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      peer.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
      act();
    };
    const onMessage = (message: unknown) => settle(() => resolve(message));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = (code: number | null, killedBy?: NodeJS.Signals | null) =>
      onError(new NoAnswer(`has ended (${killedBy ?? `exit code ${code}`})`, false));
    const onAbort = () => onError(signal?.reason as Error);
    const timer = setTimeout(
      () => onError(new NoAnswer(`has not answered within ${seconds} s`, true)),
      seconds * 1000,
    );
    peer.on('message', onMessage).on('error', onError).on('exit', onExit);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    else if (hasEnded(peer)) onError(new NoAnswer('has ended', false));
  });
}

function hasEnded(peer: Worker | ChildProcess): boolean {
  return 'threadId' in peer ? peer.threadId === -1 : peer.exitCode !== null || peer.signalCode !== null;
}
