import { say } from '../language';
import type { Terminal } from '../terminal/terminal';

/** The events of a connection; BullMQ's clients have them. */
interface Connection {
  on(event: 'close' | 'ready', listener: () => void): unknown;
}

/** Prints a line when the connection to the queue is lost, and one when it is back. */
export function printConnection(
  connection: Connection,
  label: string,
  terminal: Terminal,
  isClosing: () => boolean,
): void {
  let isLost = false;
  connection.on('close', () => {
    if (isLost || isClosing()) return;
    isLost = true;
    terminal.line(
      say({
        en: `The queue ${label} can't be reached; trying again every second`,
        ko: `큐 ${label}에 연결할 수 없음. 1초마다 다시 시도`,
      }),
    );
  });
  connection.on('ready', () => {
    if (!isLost) return;
    isLost = false;
    terminal.line(say({ en: `The queue ${label} is back`, ko: `큐 ${label}에 다시 연결됨` }));
  });
}
