import type * as nodePty from '@lydell/node-pty';
import { stripVTControlCharacters } from 'node:util';
import { within } from './processes';

const LIMIT_SECONDS = 120;
const CTRL_C = '\x03';
/** Characters to search: searching all of a long output again for every chunk would be too slow. */
const RECENT = 20_000;

/** A program in a real terminal (a pty). Every wait is limited to two minutes. */
export class Terminal {
  readonly ended: Promise<number>;
  #raw = '';
  #listeners = new Set<() => void>();

  private constructor(
    private readonly pty: nodePty.IPty,
    private readonly command: string,
  ) {
    pty.onData((data) => {
      this.#raw += data;
      for (const listener of this.#listeners) listener();
    });
    this.ended = new Promise((resolve) =>
      pty.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode)),
    );
  }

  /** Whether the pty package's native part is installed for this platform. */
  static get isThere(): boolean {
    try {
      require('@lydell/node-pty');
      return true;
    } catch {
      return false;
    }
  }

  static start(
    program: string,
    args: readonly string[],
    { cwd, env, columns = 120 }: { cwd: string; env: Record<string, string | undefined>; columns?: number },
  ): Terminal {
    const { spawn } = require('@lydell/node-pty') as typeof nodePty;
    const pty = spawn(program, [...args], { cwd, env, cols: columns, rows: 40, name: 'xterm-256color' });
    return new Terminal(pty, [program, ...args].join(' '));
  }

  get pid(): number {
    return this.pty.pid;
  }

  /** All bytes so far, with their control sequences. */
  get raw(): string {
    return this.#raw;
  }

  /** All text so far, without control sequences. */
  get text(): string {
    return plain(this.#raw);
  }

  pressCtrlC(): void {
    this.pty.write(CTRL_C);
  }

  type(text: string): void {
    this.pty.write(text);
  }

  /** Resolves when the recent output matches. */
  async shows(pattern: RegExp): Promise<void> {
    await this.#bounded(
      `That ${this.command} shows ${pattern}`,
      new Promise<void>((resolve) => {
        const check = () => {
          if (!pattern.test(plain(this.#raw.slice(-RECENT)))) return;
          this.#listeners.delete(check);
          resolve();
        };
        this.#listeners.add(check);
        check();
      }),
    );
  }

  /** Waits for the program to end; resolves to its exit code, or 128 plus the signal's number. */
  exitCode(): Promise<number> {
    return this.#bounded(`The end of ${this.command}`, this.ended);
  }

  kill(): void {
    try {
      this.pty.kill('SIGKILL');
    } catch {
      // It has ended already.
    }
  }

  async #bounded<T>(what: string, promise: Promise<T>): Promise<T> {
    try {
      return await within(LIMIT_SECONDS, what, promise);
    } catch (error) {
      this.kill();
      throw new Error(`${(error as Error).message} It showed:\n${this.text}`, { cause: error });
    }
  }
}

function plain(raw: string): string {
  return stripVTControlCharacters(raw).replaceAll('\r', '');
}
