import { createContext, Script } from 'node:vm';
import { isUserError } from '@rnn-lab/errors';
import { QueryError } from './query-error';
import type { Piece } from './parse-query';

/** Milliseconds that the regular expressions of one query may take together; thousands of runs need a few. */
const MOST_TIME = 250;

const script = new Script('texts.filter((text) => pattern.test(text))');

/** The regular expressions of one query. */
export class Patterns {
  #left = MOST_TIME;

  constructor(readonly query: string) {}

  /**
   * The texts in which the expression occurs, whatever the case. An expression with catastrophic backtracking is stopped: V8
   * checks the time limit of a script also while it backtracks.
   *
   * @throws QueryError `query-bad-pattern`, `query-slow-pattern`
   */
  matching(source: Piece, texts: Iterable<string>): ReadonlySet<string> {
    const began = performance.now();
    try {
      const context = createContext({ pattern: this.#compiled(source), texts: [...texts] });
      return new Set(
        script.runInContext(context, { timeout: Math.max(1, Math.ceil(this.#left)) }) as string[],
      );
    } catch (error) {
      if (isUserError(error)) throw error;
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
        throw this.#invalid(source, error);
      }
      throw new QueryError(
        'query-slow-pattern',
        this.query,
        source,
        'this regular expression takes too long; write a simpler one, without a repetition inside a repetition.',
      );
    } finally {
      this.#left -= performance.now() - began;
    }
  }

  #compiled(source: Piece): RegExp {
    try {
      return new RegExp(source.text, 'iu');
    } catch (error) {
      throw this.#invalid(source, error);
    }
  }

  #invalid(source: Piece, error: unknown): QueryError {
    const reason = (error as Error).message.split(': ').at(-1) ?? '';
    return new QueryError(
      'query-bad-pattern',
      this.query,
      source,
      `this is no regular expression (${reason}); correct it, with “\\” before a character that is meant as it is.`,
      { reason },
    );
  }
}
