import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithMecab, dictionaryDir } from '../test/mecab';
import { reviews } from '../test/reviews';
import { temporaryFolder } from '../test/temporary-folder';
import { cleanKorean } from './clean';
import { createMecabKo } from './mecab-ko/mecab-ko';

const folder = temporaryFolder();

/** What a process says that analyzes texts with the MeCab at `prefix` and the dictionary in `dicdir`. */
function analyze(texts: readonly string[], prefix = '/usr', dicdir = dictionaryDir): string {
  const settings = join(mkdtempSync(join(folder, 'rc-')), 'mecabrc');
  writeFileSync(settings, `dicdir = ${dicdir}\n`);
  const { stdout } = spawnSync(process.execPath, [require.resolve('../test/mecab-ya.cjs')], {
    env: { ...process.env, MECAB_LIB_PATH: prefix, MECABRC: settings },
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return stdout;
}

describe('createMecabYa', () => {
  it('says so when MeCab is not there', () => {
    expect(analyze(['영화'], '/nowhere')).toMatch(
      /^TextError: MeCab does not run \(.*\/nowhere\/bin\/mecab.*\): .*MECAB_LIB_PATH.*\.$/,
    );
  });
});

describeWithMecab('mecab-ya', () => {
  it('says so when there is no dictionary', () => {
    expect(analyze(['영화'], '/usr', '/nowhere')).toMatch(
      /^TextError: MeCab at \/usr\/bin\/mecab finds no Korean dictionary: .*MECABRC.*\.$/,
    );
  });

  it('analyzes as MeCab does, text by text', async () => {
    const texts = ['', ...reviews(4_000).map(cleanKorean), ' ', ''];
    const stock = await createMecabKo({ leftSpacePenalty: false });
    const { morphemes, version } = JSON.parse(analyze(texts));
    expect(morphemes).toEqual(
      (await stock.analyze(texts)).map((expected) => expected.map(({ surface, tag }) => ({ surface, tag }))),
    );
    expect(version).toContain(`${dictionaryDir}/sys.dic: 80558854 bytes`);
  });

  it('copes with more output than one call may give', () => {
    const texts = Array.from({ length: 33 }, () => '했'.repeat(900));
    const morphemes: unknown[][] = JSON.parse(analyze(texts)).morphemes;
    expect(morphemes.map(({ length }) => length)).toEqual(texts.map(({ length }) => length));
  });

  it('refuses what it would garble', () => {
    expect(analyze(['영화\n재미'])).toMatch(/^TextError: The text "영화\\n재미" has to be cleaned/);
    expect(analyze(['가'.repeat(2_731)])).toMatch(
      /^TextError: .* has 8193 bytes, and mecab-ya reads 8190 at most/,
    );
  });
});
