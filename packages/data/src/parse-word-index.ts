import { DataError, emptyFile } from './errors';
import { decodeUtf8 } from './utf8';

const ADVICE = 'correct it, or remove the file to have it downloaded';

/**
 * Reads Keras's `imdb_word_index.json`, an object from word to rank.
 *
 * @param location what errors call the file
 * @returns the words by rank: `words[i]` has rank i + 1, and rank 1 is the most frequent word
 * @throws DataError `empty-file`, `malformed-file` {file} unless it holds every rank from 1 up exactly once
 * @throws UserError `not-utf8` {location, line}
 */
export function parseWordIndex(content: Buffer, location: string): string[] {
  if (content.length === 0) throw emptyFile(location, ADVICE);
  const malformed = (what: string) =>
    new DataError('malformed-file', `${location}: ${what}: ${ADVICE}.`, { file: location });
  const json = parseJson(decodeUtf8(content, location), malformed);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw malformed('it must be an object from word to rank');
  }
  const entries = Object.entries(json);
  if (entries.length === 0) {
    throw malformed('it has no words');
  }
  const words = new Array<string>(entries.length);
  for (const [word, rank] of entries) {
    if (!(Number.isInteger(rank) && rank >= 1 && rank <= words.length) || words[rank - 1] !== undefined) {
      throw malformed(
        `the rank of ${JSON.stringify(word)} is ${asText(rank)}, but ranks must be the numbers from 1 to ${words.length}, each once`,
      );
    }
    words[rank - 1] = word;
  }
  return words;
}

/** Not all of an object: JSON.stringify overflows the stack at some thousands of levels. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value);
}

function parseJson(text: string, malformed: (what: string) => DataError): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(`it is not JSON (${(error as Error).message})`);
  }
}
