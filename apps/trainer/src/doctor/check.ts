import { failureMessage } from '../failures';
import type { Texts } from '@rnn-lab/lab';

/** Something of this machine that the project uses. */
export interface Check {
  name: Texts;
  /** What it is for. */
  purpose: Texts;
  /** Whether the project's own experiments can't do without it. */
  needed: boolean;
  /**
   * What is there, such as a version.
   *
   * @throws if it isn't there or can't be used; the message says what to do
   */
  probe(): Promise<string> | string;
}

export interface Finding extends Pick<Check, 'name' | 'purpose'> {
  state: 'ok' | 'absent' | 'missing';
  /** What is there, or why it isn't. */
  found: string;
}

export async function find({ name, purpose, needed, probe }: Check): Promise<Finding> {
  try {
    return { name, purpose, state: 'ok', found: await probe() };
  } catch (error) {
    return { name, purpose, state: needed ? 'missing' : 'absent', found: failureMessage(error) };
  }
}
