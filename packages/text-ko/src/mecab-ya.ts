import { execFile } from 'node:child_process';
import type { ExecException } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as mecabYa from 'mecab-ya';
import type { Analyzer, Morpheme } from './analyzer';
import { cleanKorean } from './clean';
import { TextError } from './errors';

const pos = promisify(mecabYa.pos);

/** A line that no cleaned text can be, and that MeCab gives back as one morpheme: it stands between two texts. */
const SENTINEL = 'ZQXEOSZQX';
/** The shell takes 128 KB at most. */
const MAX_BATCH_BYTES = 90_000;
/** MeCab cuts longer lines in two. */
const MAX_TEXT_BYTES = 8_190;

const PROBE = '아버지가 방에 들어가신다';
const INSTEAD = 'or use the analyzer mecab-ko, which needs no installation';

/**
 * The MeCab installed on this machine, with its own dictionary, through npm's `mecab-ya`: where `MECAB_LIB_PATH` says
 * (`/usr` for Debian's), with the settings file that `MECABRC` names.
 *
 * It analyzes cleaned texts alone, and its morphemes have no features.
 *
 * @throws {TextError} when MeCab or a Korean dictionary is missing.
 */
export async function createMecabYa(): Promise<Analyzer> {
  await probe();
  return { name: 'mecab-ya', version: await describeMecab(), analyze };
}

async function probe(): Promise<void> {
  const morphemes = await pos(PROBE).catch((error: ExecException) => {
    throw new TextError(
      `MeCab does not run (${reason(error)}): install it and set MECAB_LIB_PATH to its prefix, ${INSTEAD}.`,
    );
  });
  if (!morphemes.some(([surface, tag]) => surface === '아버지' && tag === 'NNG')) {
    throw new TextError(
      `MeCab at ${program()} finds no Korean dictionary: set MECABRC to a file whose dicdir is a folder with mecab-ko-dic, ${INSTEAD}.`,
    );
  }
}

/** Where `mecab-ya` looks. */
function program(): string {
  const prefix =
    process.env.MECAB_LIB_PATH || join(dirname(require.resolve('mecab-ya/package.json')), 'mecab');
  return join(prefix, 'bin/mecab');
}

/** Program and dictionaries, so that no other can be taken for them. */
async function describeMecab(): Promise<string> {
  const dictionaries = await ask('--dictionary-info');
  const files = [...dictionaries.matchAll(/^filename:\s*(.+)$/gm)].map(([, file]) => {
    const { size, mtimeMs } = statSync(file);
    return `${file}: ${size} bytes of ${mtimeMs}`;
  });
  return [await ask('--version'), dictionaries, ...files].join('\n');
}

async function ask(flag: string): Promise<string> {
  // MeCab answers, and exits as if it had failed.
  const { stdout } = await promisify(execFile)(program(), [flag]).catch((error: { stdout: string }) => error);
  return stdout.trim();
}

async function analyze(texts: readonly string[]): Promise<Morpheme[][]> {
  const morphemes: Morpheme[][] = [];
  for (const batch of batchesOf(texts)) morphemes.push(...(await analyzeBatch(batch)));
  return morphemes;
}

function* batchesOf(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const text of texts) {
    const size = checkedSize(text);
    if (bytes + size > MAX_BATCH_BYTES) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(text);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

function checkedSize(text: string): number {
  const begin = JSON.stringify(text.slice(0, 20));
  if (cleanKorean(text) !== text)
    throw new TextError(`The text ${begin} has to be cleaned before mecab-ya can read it.`);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_TEXT_BYTES) {
    throw new TextError(
      `The text ${begin}… has ${bytes} bytes, and mecab-ya reads ${MAX_TEXT_BYTES} at most: shorten it, or use the analyzer mecab-ko.`,
    );
  }
  return bytes + SENTINEL.length + 2;
}

async function analyzeBatch(texts: readonly string[]): Promise<Morpheme[][]> {
  let pairs;
  try {
    pairs = await pos(texts.join(`\n${SENTINEL}\n`));
  } catch (error) {
    if (!isTooMuchOutput(error)) throw new TextError(`MeCab failed: ${reason(error as ExecException)}.`);
    const half = Math.ceil(texts.length / 2);
    return [...(await analyzeBatch(texts.slice(0, half))), ...(await analyzeBatch(texts.slice(half)))];
  }
  let current: Morpheme[] = [];
  const results = [current];
  for (const [surface, tag] of pairs) {
    if (surface === SENTINEL) results.push((current = []));
    else current.push({ surface, tag });
  }
  if (results.length !== texts.length) {
    throw new TextError('MeCab has lost the boundaries between the texts: use the analyzer mecab-ko.');
  }
  return results;
}

/** More than 1 MB: `mecab-ya` has no setting for it. */
function isTooMuchOutput(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
}

/** What the shell said, without the command, which holds all the texts. */
function reason({ message, cmd = '', code, signal }: ExecException): string {
  return message.slice(`Command failed: ${cmd}`.length).trim() || `exit code ${code ?? signal}`;
}
