import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const THINGS = ['영화', '배우들 연기', '스토리', '음악', '결말', '감독의 연출'];
const VERDICTS = [
  ['정말 재밌었다!!', 1],
  ['너무 지루했다...', 0],
  ['예뻤다', 1],
  ['진짜 최고ㅋㅋ', 1],
  ['이 좀 별로', 0],
  ['뷁쀍', 0],
] as const;

/** Writes made-up reviews as the Naver files hold them into a data folder, 4 to train on for each to test on. */
export function writeNsmc(folder: string, tests: number): void {
  mkdirSync(join(folder, 'nsmc'), { recursive: true });
  writeFileSync(join(folder, 'nsmc/ratings_train.txt'), reviews(4 * tests));
  writeFileSync(join(folder, 'nsmc/ratings_test.txt'), reviews(tests));
}

function reviews(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const [verdict, label] = VERDICTS[Math.floor(i / THINGS.length) % VERDICTS.length];
    return `${i}\t${THINGS[i % THINGS.length]} ${verdict}\t${label}`;
  });
  return `${['id\tdocument\tlabel', ...lines].join('\n')}\n`;
}
