import { isUserError } from '@rnn-lab/errors';
import { failureMessage } from '../failures';

const WIDTH = 12;

/** Lines of a name and what there is to say about it. */
export class Report {
  constructor(private readonly print: (line: string) => void) {}

  add(name: string, text: string): void {
    this.print(`${name.padEnd(WIDTH)}${text}`);
  }

  /**
   * @param error what the experiment would end with; one that isn't the user's is thrown
   * @returns false
   */
  refuse(error: unknown): false {
    if (!isUserError(error)) throw error;
    this.add('Refused', failureMessage(error));
    return false;
  }
}
