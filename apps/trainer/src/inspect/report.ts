import { isUserError } from '@rnn-lab/errors';
import stringWidth from 'string-width';
import { failureMessage } from '../failures';
import { say } from '../language';
import type { Texts } from '@rnn-lab/lab';

const WIDTH = 12;

const NAMES = {
  '': '',
  file: { en: 'File', ko: '파일' },
  columns: { en: 'Columns', ko: '열' },
  rows: { en: 'Rows', ko: '행' },
  kind: { en: 'Kind', ko: '종류' },
  texts: { en: 'Texts', ko: '텍스트' },
  classes: { en: 'Classes', ko: '클래스' },
  lengths: { en: 'Lengths', ko: '길이' },
  tokens: { en: 'Tokens', ko: '토큰' },
  times: { en: 'Times', ko: '시각' },
  frequency: { en: 'Frequency', ko: '주기' },
  gaps: { en: 'Gaps', ko: '빠진 곳' },
  filled: { en: 'With --fill', ko: '--fill 결과' },
  values: { en: 'Values', ko: '값' },
  refused: { en: 'Refused', ko: '거부' },
} satisfies Record<string, Texts>;

/** Lines of a name and what there is to say about it. */
export class Report {
  /** Codes of the refusals so far. */
  readonly refused = new Set<string>();
  readonly #messages = new Set<string>();

  constructor(private readonly print: (line: string) => void) {}

  add(name: keyof typeof NAMES, text: string): void {
    const shown = say(NAMES[name]);
    // A Korean syllable is two columns wide.
    this.print(`${shown}${' '.repeat(Math.max(1, WIDTH - stringWidth(shown)))}${text}`);
  }

  /**
   * @param error what the experiment would end with; one that isn't the user's is thrown
   * @returns false
   */
  refuse(error: unknown): false {
    if (!isUserError(error)) throw error;
    this.refused.add(error.code);
    const message = failureMessage(error);
    // Every column of values meets what is wrong with the times.
    if (!this.#messages.has(message)) this.add('refused', message);
    this.#messages.add(message);
    return false;
  }
}
