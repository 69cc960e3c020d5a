import { DataError, emptyFile, listed } from './errors';
import { decodeUtf8 } from './utf8';

export interface Review {
  id: string;
  /** The raw text; empty if the corpus has none. */
  document: string;
  /** 1 positive, 0 negative. */
  label: 0 | 1;
  /** What errors call the file that it is from. */
  file: string;
  /** Its line in that file, from 1. */
  line: number;
}

const COLUMNS = ['id', 'document', 'label'];
const ADVICE = 'correct it, or remove both files of the corpus to use the copy that ships';

/**
 * Reads a ratings file of the Naver Sentiment Movie Corpus: UTF-8, a header, then one row per line, split at tabs without
 * quote handling. Line ends may be those of Windows or a lone `\r`. Empty lines are skipped, as in pandas.
 *
 * @param location what errors call the file
 * @throws DataError `empty-file` {file}; `malformed-file` {file, line} for the first malformed line
 * @throws UserError `not-utf8` {location, line}
 */
export function parseReviews(content: Buffer, location: string): Review[] {
  const malformed = (line: number, what: string) =>
    new DataError('malformed-file', `${location}, line ${line}: ${what}: ${ADVICE}.`, {
      file: location,
      line,
    });

  const lines = decodeUtf8(content, location).split('\n');
  const header = lines.findIndex((line) => line !== '');
  if (header === -1) throw emptyFile(location, ADVICE);
  if (lines[header] !== COLUMNS.join('\t')) {
    const found = listed(lines[header].split('\t'));
    throw malformed(header + 1, `the columns, separated by tabs, must be ${listed(COLUMNS)}, not ${found}`);
  }
  const reviews: Review[] = [];
  for (let i = header + 1; i < lines.length; i++) {
    if (lines[i] === '') continue;
    const fields = lines[i].split('\t');
    if (lines[i].trim() === '') throw malformed(i + 1, 'the line has only white space');
    if (fields.length !== COLUMNS.length) {
      const cut = i === lines.length - 1 ? ', and the file ends there' : '';
      throw malformed(i + 1, `columns: ${fields.length} instead of 3 (${COLUMNS.join(', ')})${cut}`);
    }
    const [id, document, label] = fields;
    if (label !== '0' && label !== '1') {
      throw malformed(i + 1, `the label is ${JSON.stringify(label.slice(0, 20))} instead of 0 or 1`);
    }
    reviews.push({ id, document, label: label === '1' ? 1 : 0, file: location, line: i + 1 });
  }
  if (reviews.length === 0) throw malformed(header + 2, 'there are no rows');
  return reviews;
}
