import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const FILE = join(__dirname, '../../data/nsmc/ratings_test.txt.br');

/** The documents of the 50,000 test reviews of the Naver corpus, the empty ones too. */
export function testDocuments(): string[] {
  const lines = brotliDecompressSync(readFileSync(FILE)).toString('utf8').split('\n');
  return lines.slice(1, -1).map((line) => line.split('\t')[1]);
}
