import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Analyzer, Morpheme } from './analyzer';
import { cleanKorean } from './clean';
import { TextError, textTooLong } from './errors';
import { findMecab, INSTEAD, noAnswer } from './installed-mecab';
import type { InstalledMecab } from './installed-mecab';
import type { MecabYaReply } from './mecab-ya-process';
import { nextMessage, NoAnswer } from './next-message';

/** Separates two texts: a line that can't occur in a cleaned text, and that MeCab returns as one morpheme. */
const SENTINEL = 'ZQXEOSZQX';
/** The shell accepts 128 KB at most. */
const MAX_BATCH_BYTES = 90_000;
/** MeCab splits longer lines. */
const MAX_TEXT_BYTES = 8_190;
/** A batch takes tenths of a second; the limit ends one that hangs. */
const LIMIT_SECONDS = 60;

/**
 * The MeCab installed on this machine, through npm's `mecab-ya`; `findMecab` chooses program and dictionary.
 *
 * It accepts cleaned texts only, and its morphemes have no features.
 *
 * @throws TextError `missing-mecab`, `unusable-mecab`, `mecab-timeout`, `no-korean-dictionary`, `incompatible-mecab`
 */
export async function createMecabYa(): Promise<Analyzer> {
  return new MecabYa(await findMecab());
}

/** Runs `mecab-ya` in a child process that starts with the first text and ends with this process or thread. */
export class MecabYa implements Analyzer {
  readonly name = 'mecab-ya';
  #process?: ChildProcess;
  /** Settled when the process is free for the next batch. */
  #free: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly mecab: InstalledMecab,
    private readonly limitSeconds = LIMIT_SECONDS,
  ) {}

  get version(): string {
    return this.mecab.version;
  }

  get description(): string {
    return this.mecab.description;
  }

  async analyze(texts: readonly string[]): Promise<Morpheme[][]> {
    const morphemes: Morpheme[][] = [];
    for (const batch of batchesOf(texts)) morphemes.push(...(await this.#analyzeBatch(batch)));
    return morphemes;
  }

  async #analyzeBatch(texts: readonly string[]): Promise<Morpheme[][]> {
    const answer = this.#free.then(() => this.#ask(texts.join(`\n${SENTINEL}\n`)));
    this.#free = answer.catch(() => undefined);
    const reply = await answer;
    if ('error' in reply) {
      if (!reply.isTooMuchOutput)
        throw new TextError('mecab-failed', `MeCab failed: ${reply.error}.`, { reason: reply.error });
      const half = Math.ceil(texts.length / 2);
      return [
        ...(await this.#analyzeBatch(texts.slice(0, half))),
        ...(await this.#analyzeBatch(texts.slice(half))),
      ];
    }
    return splitAtSentinels(reply.morphemes, texts.length);
  }

  async #ask(text: string): Promise<MecabYaReply> {
    if (!this.#process?.connected) this.#process = start(this.mecab);
    const child = this.#process;
    keepAlive(child, true);
    const answer = nextMessage(child, this.limitSeconds);
    child.send(text, () => {
      // A failure to send is reported when the answer is awaited.
    });
    try {
      return (await answer) as MecabYaReply;
    } catch (error) {
      this.#process = undefined;
      killGroup(child);
      const { program } = this.mecab;
      if (error instanceof NoAnswer && error.isLate) throw noAnswer(program, this.limitSeconds);
      const reason = (error as Error).message;
      throw new TextError(
        'mecab-ended',
        `The process that runs ${program} ${reason}: try again, ${INSTEAD}.`,
        { program, reason },
        { cause: error },
      );
    } finally {
      keepAlive(child, false);
    }
  }
}

function start({ cwd, env }: InstalledMecab): ChildProcess {
  const child = fork(require.resolve('@rnn-lab/text-ko/mecab-ya-process'), {
    cwd,
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  });
  return child.on('error', () => {
    // Reported when the answer is awaited; without a listener it would end this process.
  });
}

/** Sets whether the child keeps this process alive. */
function keepAlive(child: ChildProcess, wanted: boolean): void {
  const method = wanted ? 'ref' : 'unref';
  child[method]();
  child.channel?.[method]();
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}

function* batchesOf(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const [index, text] of texts.entries()) {
    const size = checkedSize(text, index);
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

function checkedSize(text: string, index: number): number {
  if (cleanKorean(text) !== text) {
    const beginning = JSON.stringify(text.slice(0, 20));
    throw new TextError(
      'text-not-cleaned',
      `The text ${beginning} must be cleaned before mecab-ya can read it.`,
      { index },
    );
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_TEXT_BYTES) {
    const reason = `has ${bytes} bytes, and mecab-ya reads ${MAX_TEXT_BYTES} at most: shorten it, or use the analyzer mecab-ko.`;
    throw textTooLong(text, index, reason);
  }
  return bytes + SENTINEL.length + 2;
}

function splitAtSentinels(
  pairs: readonly (readonly [surface: string, tag: string])[],
  count: number,
): Morpheme[][] {
  let current: Morpheme[] = [];
  const results = [current];
  for (const [surface, tag] of pairs) {
    if (surface === SENTINEL) results.push((current = []));
    else current.push({ surface, tag });
  }
  if (results.length !== count) {
    throw new TextError(
      'mecab-failed',
      'MeCab has lost the boundaries between the texts: use the analyzer mecab-ko.',
    );
  }
  return results;
}
