import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const dataDir = process.env.RNN_LAB_DATA;
if (!dataDir) console.warn('Skipped: the tests on the Naver reviews, because RNN_LAB_DATA is not set.');

/** For tests on the full data: skipped where RNN_LAB_DATA is not set; where it is, they fail without the file. */
export const hasNsmc = Boolean(dataDir);

/** The documents of the 50,000 test reviews, the empty ones too. */
export function testDocuments(): string[] {
  const lines = readFileSync(join(dataDir ?? '', 'nsmc', 'ratings_test.txt'), 'utf8').split('\n');
  return lines.slice(1, -1).map((line) => line.split('\t')[1]);
}
