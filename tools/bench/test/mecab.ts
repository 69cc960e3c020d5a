import { spawnSync } from 'node:child_process';

const isInstalled = spawnSync('mecab', ['--version']).status === 0;
if (!isInstalled && !process.env.CI) {
  console.warn('Skipped: the benchmarks against MeCab, because the program mecab is not installed.');
}

/** For tests that run the real MeCab: skipped where it is not installed, except under CI, where they fail then. */
export const testWithMecab = isInstalled || process.env.CI ? test : test.skip;
