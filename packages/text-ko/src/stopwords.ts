import { readFile } from 'node:fs/promises';
import { decodeUtf8 } from '@rnn-lab/data/utf8';
import { composeHangul } from './clean';
import { refusal, TextError } from './errors';

/** The notebook's stopwords. */
export const DEFAULT_STOPWORDS: readonly string[] = [
  '의',
  '가',
  '이',
  '은',
  '들',
  '는',
  '좀',
  '잘',
  '걍',
  '과',
  '도',
  '를',
  '으로',
  '자',
  '에',
  '와',
  '한',
  '하다',
];

/**
 * Reads a list of stopwords: UTF-8, one word per line. Empty lines are skipped, decomposed Hangul is composed.
 *
 * @throws TextError `unreadable-file` {file}; `malformed-file` {file, line} if a line is not one word
 * @throws UserError `not-utf8` {location, line}
 */
export async function readStopwords(file: string): Promise<string[]> {
  const content = await readFile(file).catch((error: Error) => {
    throw refusal(error, 'unreadable-file', (reason) => `The stopwords ${file} can't be read: ${reason}.`, {
      file,
    });
  });
  const lines = decodeUtf8(content, file)
    .split('\n')
    .map((line) => composeHangul(line.trim()));
  lines.forEach((line, i) => {
    if (/[\s\p{Cc}]/u.test(line)) {
      throw new TextError(
        'malformed-file',
        `${file}, line ${i + 1}: ${JSON.stringify(line.slice(0, 40))} is not one word: write one word per line.`,
        { file, line: i + 1 },
      );
    }
  });
  return lines.filter((line) => line !== '');
}
