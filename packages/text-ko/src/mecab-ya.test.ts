import { outcomeOf, within } from '@rnn-lab/testing';
import * as fc from 'fast-check';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithMecab, dictionaryDir, mecabProgram } from '../test/mecab';
import { reviews } from '../test/reviews';
import { temporaryFolder } from '../test/temporary-folder';
import { cleanKorean } from './clean';
import { createMecabKo } from './mecab-ko/mecab-ko';
import { createMecabYa, MecabYa } from './mecab-ya';

const folder = temporaryFolder();
const started: ChildProcess[] = [];
afterAll(() => started.forEach((child) => child.kill('SIGKILL')));

/** The output of a process that analyzes the texts; only these environment variables locate MeCab. */
async function analyze(texts: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [require.resolve('../test/mecab-ya.cjs')], {
    env: { PATH, HOME, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin?.end(JSON.stringify(texts));
  return (await outcomeOf(child)).stdout;
}

/** A folder whose `bin/mecab` is this shell script. */
function prefixOf(script: string, name = 'prefix-'): string {
  const prefix = mkdtempSync(join(folder, name));
  mkdirSync(join(prefix, 'bin'));
  writeFileSync(join(prefix, 'bin/mecab'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return prefix;
}

/** The environment of a machine with the real MeCab and this settings file. */
function machineWith(settings: string): NodeJS.ProcessEnv {
  const prefix = prefixOf(`MECABRC="\${MECABRC:-${settings}}" exec ${mecabProgram} "$@"`, "it's a prefix-");
  return { PATH: `${join(prefix, 'bin')}:${process.env.PATH}`, HOME: folder };
}

function settingsWith(dicdir: string): string {
  const settings = join(mkdtempSync(join(folder, 'rc-')), 'mecabrc');
  writeFileSync(settings, `dicdir = ${dicdir}\n`);
  return settings;
}

describe('createMecabYa', () => {
  it('names what to install if there is no MeCab', async () => {
    expect(await analyze(['영화'], { PATH: '/nowhere/bin' })).toMatch(
      /^TextError: The analyzer mecab-ya needs the program mecab, .*apt install mecab.*\.$/,
    );
  });

  it('reports that MeCab is not in the folder that the user set', async () => {
    expect(await analyze(['영화'], { MECAB_LIB_PATH: '/nowhere' })).toMatch(
      /^TextError: MeCab does not run \(.*\/nowhere\/bin\/mecab.*\): .*MECAB_LIB_PATH.*\.$/,
    );
  });
});

describeWithMecab('mecab-ya', () => {
  it('analyzes as MeCab does, text by text', async () => {
    const texts = ['', ...reviews(4_000).map(cleanKorean), ' ', ''];
    const stock = await createMecabKo({ leftSpacePenalty: false });
    const { morphemes, version } = JSON.parse(await analyze(texts));
    expect(morphemes).toEqual(
      (await stock.analyze(texts)).map((expected) => expected.map(({ surface, tag }) => ({ surface, tag }))),
    );
    expect(version).toContain('sys.dic: 80558854 bytes');
  });

  it('analyzes any cleaned texts as MeCab does', async () => {
    const stock = await createMecabKo({ leftSpacePenalty: false });
    const analyzer = await createMecabYa();
    const characters = fc.constantFrom(...'가나다영화이은는ㅋㅠㅏ힣했 ', '  ');
    const text = fc.string({ unit: characters, maxLength: 30 }).map(cleanKorean);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 20 }), async (texts) => {
        const expected = await stock.analyze(texts);
        expect(await analyzer.analyze(texts)).toEqual(
          expected.map((morphemes) => morphemes.map(({ surface, tag }) => ({ surface, tag }))),
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['is missing', '/nowhere/mecabrc'],
    ['names a dictionary that is missing', settingsWith('/nowhere')],
  ])("uses npm's dictionary if MeCab's settings file %s", async (_, settings) => {
    const env = machineWith(settings);
    const { description, morphemes } = JSON.parse(await analyze(['영화'], env));
    expect(description).toMatch(/^MeCab 0\.996 \(.*\/it's a prefix-\w+\/bin\/mecab\) with the dictionary /);
    expect(description).toContain(dictionaryDir);
    expect(morphemes).toEqual([[{ surface: '영화', tag: 'NNG' }]]);
  });

  it("uses npm's dictionary if the user's ~/.mecabrc names one that is not Korean", async () => {
    const HOME = mkdtempSync(join(folder, 'home-'));
    writeFileSync(join(HOME, '.mecabrc'), 'dicdir = /nowhere\n');
    const { description } = JSON.parse(await analyze(['영화'], { ...machineWith('/nowhere'), HOME }));
    expect(description).toContain(dictionaryDir);
  });

  it("uses the system's dictionary if it is Korean", async () => {
    const system = join(mkdtempSync(join(folder, 'system-')), 'mecab-ko-dic');
    symlinkSync(dictionaryDir, system);
    const { description, morphemes } = JSON.parse(await analyze(['영화'], machineWith(settingsWith(system))));
    expect(description).toContain(system);
    expect(morphemes).toEqual([[{ surface: '영화', tag: 'NNG' }]]);
  });

  it("uses the user's MECABRC, and reports if it can't be used", async () => {
    const own = join(mkdtempSync(join(folder, 'own-')), 'mecab-ko-dic');
    symlinkSync(dictionaryDir, own);
    const MECABRC = settingsWith(own);
    expect(JSON.parse(await analyze(['영화'], { MECABRC })).description).toContain(own);

    const useless = settingsWith('/nowhere');
    expect(await analyze(['영화'], { MECABRC: useless })).toMatch(
      /^TextError: MeCab at .*\/bin\/mecab finds no Korean dictionary: set MECABRC \(now .*\/mecabrc\) to .*\.$/,
    );
  });

  it('splits batches with more output than one call accepts', async () => {
    const texts = Array.from({ length: 33 }, () => '했'.repeat(900));
    const morphemes: unknown[][] = JSON.parse(await analyze(texts)).morphemes;
    expect(morphemes.map(({ length }) => length)).toEqual(texts.map(({ length }) => length));
  });

  it('refuses texts that it would garble', async () => {
    expect(await analyze(['영화\n재미'])).toMatch(/^TextError: The text "영화\\n재미" must be cleaned/);
    expect(await analyze(['가'.repeat(2_731)])).toMatch(
      /^TextError: The text "(가){20}"… has 8193 bytes, and mecab-ya reads 8190 at most: shorten it, /,
    );
    await expect((await createMecabYa()).analyze(['영화', '가'.repeat(2_731)])).rejects.toMatchObject({
      code: 'text-too-long',
      values: { index: 1 },
    });
  });
});

describe('a MeCab that hangs', () => {
  /** A program that writes its process id to a file, then hangs. */
  function hangingMecab(): { program: string; pid(): Promise<number> } {
    const file = join(mkdtempSync(join(folder, 'pid-')), 'pid');
    const program = join(
      prefixOf(`echo $$ > ${file}.new; mv ${file}.new ${file}; exec sleep 1000`),
      'bin/mecab',
    );
    const written = async () => {
      while (!existsSync(file)) await sleep(20);
      return Number(readFileSync(file, 'utf8'));
    };
    return { program, pid: () => within(60, `The start of ${program}`, written()) };
  }

  async function isGone(pid: number): Promise<void> {
    const gone = async () => {
      while (isRunning(pid)) await sleep(20);
    };
    await within(60, `The end of process ${pid}`, gone());
  }

  function runInParent(program: string, ...mode: string[]): ChildProcess {
    const script = require.resolve('../test/hanging-mecab.cjs');
    const child = spawn(process.execPath, [script, program, ...mode], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    started.push(child);
    return child;
  }

  it('is ended after the time limit, which the message names with the program', async () => {
    const { program, pid } = hangingMecab();
    const env = { MECAB_LIB_PATH: join(program, '../..') };
    const analyzer = new MecabYa({ program, cwd: '/', env, version: '', description: '' }, 10);
    const analyzing = expect(analyzer.analyze(['영화'])).rejects.toThrow(
      expect.objectContaining({
        code: 'mecab-timeout',
        message: `MeCab at ${program} has not answered within 10 s: try again, or use the analyzer mecab-ko, which needs no installation.`,
      }),
    );
    const running = await pid();
    await analyzing;
    await isGone(running);
  });

  it('is ended with the process that started it', async () => {
    const { program, pid } = hangingMecab();
    const parent = runInParent(program);
    const running = await pid();
    parent.kill('SIGKILL');
    await isGone(running);
  });

  it('is ended with the thread that started it', async () => {
    const { program, pid } = hangingMecab();
    const parent = runInParent(program, 'thread');
    const running = await pid();
    parent.stdin?.write('end\n');
    await isGone(running);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
