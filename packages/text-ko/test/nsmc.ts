import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const FOLDER = join(__dirname, '../../data/nsmc');

/** The documents of the 150,000 training or 50,000 test reviews of the Naver corpus, empty ones included. */
export function documents(split: 'train' | 'test'): string[] {
  const content = brotliDecompressSync(readFileSync(join(FOLDER, `ratings_${split}.txt.br`)));
  const lines = content.toString('utf8').split('\n');
  return lines.slice(1, -1).map((line) => line.split('\t')[1]);
}
