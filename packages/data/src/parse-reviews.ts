import { DataError } from './errors';
import { decodeUtf8 } from './utf8';

export interface Review {
  id: string;
  /** The raw text; empty where the corpus has none. */
  document: string;
  /** 1 positive, 0 negative. */
  label: 0 | 1;
}

const COLUMNS = ['id', 'document', 'label'];

/**
 * Reads a ratings file of the Naver Sentiment Movie Corpus: UTF-8, a header, then a row a line,
 * split at tabs without quote handling. Line ends may be those of Windows.
 *
 * @param location what errors call the file
 * @throws UserError `not-utf8` {location, line}
 * @throws DataError with the line of the first row that is malformed
 */
export function parseReviews(content: Buffer, location: string): Review[] {
  const malformed = (line: number, what: string) =>
    new DataError(
      'malformed-file',
      `${location}, line ${line}: ${what}: correct it, or remove the file to have it downloaded.`,
      { file: location, line },
    );

  const lines = decodeUtf8(content, location).replaceAll('\r\n', '\n').split('\n');
  const complete = lines.at(-1) === '';
  if (complete) {
    lines.pop();
  }
  if (lines[0] !== COLUMNS.join('\t')) {
    throw malformed(1, `the header must be ${COLUMNS.join(', ')}, with tabs between them`);
  }
  if (lines.length === 1) {
    throw malformed(2, 'there are no rows');
  }
  return lines.slice(1).map((line, row) => {
    const columns = line.split('\t');
    if (columns.length !== COLUMNS.length) {
      const cut = !complete && row + 2 === lines.length ? ', and the file ends there' : '';
      throw malformed(row + 2, `columns: ${columns.length} instead of 3 (${COLUMNS.join(', ')})${cut}`);
    }
    const [id, document, label] = columns;
    if (label !== '0' && label !== '1') {
      throw malformed(row + 2, `the label is ${JSON.stringify(label.slice(0, 20))} instead of 0 or 1`);
    }
    return { id, document, label: label === '1' ? 1 : 0 };
  });
}
