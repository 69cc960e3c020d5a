import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const THINGS = ['영화', '배우들 연기', '스토리', '음악', '결말', '감독의 연출'];
const VERDICTS = ['정말 재밌었다!!', '너무 지루했다...', '예뻤다', '진짜 최고ㅋㅋ', '이 좀 별로', '뷁쀍'];

/**
 * Writes made-up reviews in the format of the Naver files into a data folder, 4 training reviews per test review. They teach
 * nothing: every text occurs with both labels.
 */
export function writeNsmc(folder: string, tests: number): void {
  mkdirSync(join(folder, 'nsmc'), { recursive: true });
  writeFileSync(join(folder, 'nsmc/ratings_train.txt'), reviews(4 * tests));
  writeFileSync(join(folder, 'nsmc/ratings_test.txt'), reviews(tests));
}

function reviews(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const verdict = VERDICTS[Math.floor(i / THINGS.length) % VERDICTS.length];
    const label = Math.floor(i / THINGS.length / VERDICTS.length) % 2;
    return `${i}\t${THINGS[i % THINGS.length]} ${verdict}\t${label}`;
  });
  return `${['id\tdocument\tlabel', ...lines].join('\n')}\n`;
}
