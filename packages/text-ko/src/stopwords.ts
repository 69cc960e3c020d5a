import { readFile } from 'node:fs/promises';
import { decodeUtf8 } from '@rnn-lab/data/utf8';
import { composeHangul } from './clean';
import { TextError } from './errors';

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
 * @throws UserError `not-utf8` with file and line
 * @throws TextError if the file can't be read, or a line is not one word
 */
export async function readStopwords(file: string): Promise<string[]> {
  const content = await readFile(file).catch((error: Error) => {
    throw new TextError(`The stopwords ${file} can't be read: ${error.message}.`, { cause: error });
  });
  const lines = decodeUtf8(content, file)
    .split('\n')
    .map((line) => composeHangul(line.trim()));
  lines.forEach((line, i) => {
    if (/[\s\p{Cc}]/u.test(line)) {
      throw new TextError(
        `${file}, line ${i + 1}: ${JSON.stringify(line.slice(0, 40))} is not one word: write one word per line.`,
      );
    }
  });
  return lines.filter((line) => line !== '');
}
