import { outcomeOf } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TokenizeReport } from '../src/tokenize-benchmark';
import { testWithMecab } from './mecab';
import { writeNsmc } from './nsmc-folder';

const folder = mkdtempSync(join(tmpdir(), 'bench-tokenize-'));
const data = join(folder, 'data');
const cache = join(folder, 'cache');
const programs = join(folder, 'programs');
beforeAll(() => {
  writeNsmc(data, 100);
  mkdirSync(programs);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs bench:tokenize on made-up reviews. */
function tokenize(args: string[], environment: NodeJS.ProcessEnv = {}) {
  const program = join(__dirname, '../dist/tokenize.js');
  const env = { ...process.env, RNN_LAB_DATA: data, RNN_LAB_CACHE: cache, ...environment };
  return outcomeOf(spawn(process.execPath, [program, ...args], { env }));
}

testWithMecab('times ours, MeCab and mecab-ya, which return the same morphemes', async () => {
  const { code, stdout } = await tokenize(['--json']);
  expect(code).toBe(0);
  const report = JSON.parse(stdout) as TokenizeReport;
  expect(report.reviews).toBe(500);
  expect(report.missing).toEqual([]);
  expect(report.peers.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^MeCab 0\.99\d/),
    expect.stringMatching(/^mecab-ya 0\./),
  ]);
  for (const { ratio, microseconds, difference } of report.peers) {
    expect(difference).toBeNull();
    expect(microseconds.median).toBeGreaterThan(0);
    expect(ratio.median).toBeGreaterThan(0);
  }
  expect(report.featureDifference).toBeNull();
  expect(report.dictionary.median).toBeGreaterThan(0);
  expect(report.corpus.median).toBeGreaterThan(0);
  expect(JSON.parse(readFileSync(join(cache, 'bench/tokenize.json'), 'utf8'))).toEqual(report);
});

test('reports both peers as missing without MeCab', async () => {
  const { code, stdout } = await tokenize([], { PATH: programs });
  expect(code).toBe(0);
  expect(stdout).toContain('MeCab is not measured: there is no program mecab.\n');
  expect(stdout).toContain('mecab-ya is not measured: there is no program mecab.\n');
  expect(stdout).toContain('rnn-lab mecab-ko, one thread');
});

test('fails if a peer returns other morphemes, and reports the review', async () => {
  const mecab = join(programs, 'mecab');
  // Stands in for MeCab: every text is one morpheme.
  writeFileSync(
    mecab,
    `#!${process.execPath}
    if (process.argv.includes('--version')) console.log('mecab of 0');
    else require('node:readline').createInterface({ input: process.stdin }).on('line', () => {
      console.log(process.argv.includes('-Owakati') ? '몰라 ' : '몰라,VV\\t');
    });`,
  );
  chmodSync(mecab, 0o755);
  const { code, stderr } = await tokenize([], { PATH: programs });
  rmSync(mecab);
  expect(code).toBe(1);
  expect(stderr).toContain(
    "We split the review '영화 정말 재밌었다' into 영화 정말 재밌 었 다, MeCab 0, C++ through a pipe into 몰라: ",
  );
});

test('reports a data folder with only one of the files', async () => {
  mkdirSync(join(folder, 'half/nsmc'), { recursive: true });
  writeFileSync(join(folder, 'half/nsmc/ratings_test.txt'), 'id\tdocument\tlabel\n1\t최고\t1\n');
  const { code, stdout, stderr } = await tokenize([], { RNN_LAB_DATA: join(folder, 'half') });
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/ratings_test\.txt is there, but .*ratings_train\.txt is not: .+\n$/);
});

test.each([['--no-such-flag'], ['reviews']])('%s: a message, the usage, exit code 2', async (word) => {
  const { code, stdout, stderr } = await tokenize([word]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^.+\n.*Usage: bench:tokenize/);
});
