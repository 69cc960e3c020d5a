import { readFile } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
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
 * @throws TextError with file and line if the file is not such a list
 */
export async function readStopwords(file: string): Promise<string[]> {
  const content = await readFile(file).catch((error: Error) => {
    throw new TextError(`The stopwords ${file} can't be read: ${error.message}.`, { cause: error });
  });
  const lines = linesOf(content).map((bytes, i) => {
    if (!isUtf8(bytes))
      throw new TextError(`${file}, line ${i + 1}: this is not UTF-8 text: save it as UTF-8.`);
    return composeHangul(bytes.toString('utf8').trim());
  });
  lines.forEach((line, i) => {
    if (/[\s\p{Cc}]/u.test(line)) {
      throw new TextError(
        `${file}, line ${i + 1}: ${JSON.stringify(line.slice(0, 40))} is not one word: write one word per line.`,
      );
    }
  });
  return lines.filter((line) => line !== '');
}

function linesOf(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = content.indexOf('\uFEFF') === 0 ? 3 : 0;
  for (;;) {
    const end = content.indexOf('\n', start);
    if (end === -1) return [...lines, content.subarray(start)];
    lines.push(content.subarray(start, end));
    start = end + 1;
  }
}
